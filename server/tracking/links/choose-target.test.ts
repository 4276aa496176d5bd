import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkTarget } from '../schema/link.ts';
import { chooseTarget } from './choose-target.ts';

const target = (id: string, more: Partial<LinkTarget> = {}): LinkTarget => ({
  id,
  url: `https://acme.example/${id}`,
  countries: [],
  devices: [],
  weight: 1,
  ...more,
});
const visitor = (more: { visitorId?: string; country?: string | null; device?: string | null } = {}) => ({
  visitorId: 'visitor-0000000001',
  country: 'US',
  device: 'desktop',
  ...more,
});
const choose = (targets: LinkTarget[], who = visitor()) => chooseTarget({ id: 'link_1', targets }, who)?.id;

describe('the target of a link', () => {
  const thai = target('thai', { countries: ['TH'] });
  const phone = target('phone', { devices: ['mobile', 'tablet'] });
  const thaiPhone = target('thai-phone', { countries: ['TH'], devices: ['mobile'] });

  it.each<[string, LinkTarget[], Parameters<typeof visitor>[0], string | undefined]>([
    ['is the destination where there is none', [], {}, undefined],
    ['is by country', [thai, target('all')], { country: 'TH' }, 'thai'],
    ['is for everybody where the country does not fit', [thai, target('all')], { country: 'DE' }, 'all'],
    ['is never by a country that is not known', [thai], { country: null }, undefined],
    ['is by device', [phone], { device: 'tablet' }, 'phone'],
    ['needs both to fit', [thaiPhone], { country: 'TH', device: 'desktop' }, undefined],
    ['is the first that fits', [thaiPhone, thai], { country: 'TH', device: 'mobile' }, 'thai-phone'],
    [
      'is the first that fits, by their order',
      [thai, thaiPhone],
      { country: 'TH', device: 'mobile' },
      'thai',
    ],
    ['for somebody goes before those for everybody', [target('all'), thai], { country: 'TH' }, 'thai'],
  ])('%s', (_, targets, who, expected) => expect(choose(targets, visitor(who))).toBe(expected));

  it('is the same for the same visitor, and shared out by weight', () => {
    const variants = [target('a', { weight: 3 }), target('b', { weight: 1 })];
    const chosen = Array.from({ length: 4_000 }, (_, number) =>
      choose(variants, visitor({ visitorId: `visitor-${number}` })),
    );
    const shareOfA = chosen.filter((id) => id === 'a').length / chosen.length;
    // Six standard errors of a draw of 4,000 at three in four.
    expect(Math.abs(shareOfA - 0.75)).toBeLessThan(0.041);
    for (const number of [1, 77, 3_999])
      expect(choose(variants, visitor({ visitorId: `visitor-${number}` }))).toBe(chosen[number]);
  });

  it('is always one that fits, whatever the targets are', () => {
    const someTarget = fc.record({
      id: fc.string(),
      url: fc.constant('https://acme.example/'),
      countries: fc.subarray(['US', 'TH', 'DE']),
      devices: fc.subarray(['desktop', 'mobile', 'tablet'] as const),
      weight: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(fc.array(someTarget, { maxLength: 20 }), fc.string(), (targets, visitorId) => {
        const got = chooseTarget({ id: 'link_1', targets }, visitor({ visitorId, country: 'TH' }));
        const isForEverybody = targets.some((it) => it.countries.length === 0 && it.devices.length === 0);
        if (isForEverybody) expect(got).not.toBeNull();
        expect(!got || got.countries.length === 0 || got.countries.includes('TH')).toBe(true);
        expect(!got || got.devices.length === 0 || got.devices.includes('desktop')).toBe(true);
      }),
    );
  });
});
