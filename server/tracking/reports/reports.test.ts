import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/support/database.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { CLICK_VERDICTS } from '../schema/click.ts';
import { insertClicks, journalClicks, type NewClick } from '../store/clicks.ts';
import { CLICK_DIMENSIONS, type ClickDimension, type Question, sourceOf } from './question.ts';
import { groupClicks, listClicks } from './read-report.ts';

useDatabase();

const START = Date.parse('2026-03-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const PERIOD = { since: '2026-02-01', until: '2026-04-15', timeZone: 'UTC' };
const EVERYTHING = { limit: 10_000, sort: 'counted' } as const;

/** A click as it stands in the table, `''` where something is not known. */
type RawClick = Record<ClickDimension, string> & { verdict: string };

/** Counted one by one in this test, by no SQL that groups; who came past a cap is in no report of clicks. */
async function readRawClicks(workspaceId: string): Promise<RawClick[]> {
  const { rows } = await pool().query<RawClick>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, affiliate_id as affiliate, '' as "group", offer_id as offer,
      link_id as link, country, device, browser, referrer_host as referrer, page_url as page,
      sub1, sub2, sub3, sub4, sub5, verdict
    from tracking.clicks where workspace_id = $1 and verdict <> 'over_cap'`,
    [workspaceId],
  );
  return rows.map((row) => {
    const known = Object.entries(row).map(([name, value]) => [name, value ?? '']);
    return Object.fromEntries(known) as RawClick;
  });
}

function countByHand(clicks: RawClick[], { by, where }: Question<ClickDimension>) {
  const wanted = clicks.filter((click) =>
    Object.entries(where).every(([name, values]) => values.includes(click[name as ClickDimension])),
  );
  const groups = Map.groupBy(wanted, (click) => JSON.stringify(by.map((name) => click[name])));
  const of = (group: RawClick[], verdicts: string[]) =>
    group.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return [...groups].map(([keys, group]) => ({
    keys: JSON.parse(keys) as string[],
    counted: of(group, ['counted']),
    repeats: of(group, ['repeat']),
    automatic: of(group, ['bot', 'prefetch', 'scanner']),
  }));
}

const inOrder = <Row extends { keys: string[] }>(rows: Row[]) =>
  rows.sort((one, other) => JSON.stringify(one.keys).localeCompare(JSON.stringify(other.keys)));

const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const someClick = fc.record({
  hours: fc.integer({ min: 0, max: 60 }),
  link: fc.nat({ max: 2 }),
  visitor: fc.nat({ max: 3 }),
  verdict: fc.constantFrom('counted' as const, 'counted' as const, ...CLICK_VERDICTS),
  country: maybe('TH', 'DE'),
  device: maybe('mobile', 'desktop'),
  browser: maybe('Firefox', 'Chrome'),
  referrerHost: maybe('blog.example', 'news.example'),
  pageUrl: maybe('https://acme.example/a', 'https://acme.example/b'),
  sub1: maybe('spring', 'autumn'),
  sub2: maybe('x', ''),
  sub5: maybe('y'),
  /** Over the journal, or straight to its place; an import tells the page of none. */
  way: fc.constantFrom('journal' as const, 'table' as const, 'import' as const),
});

/** Single dimensions and pairs that roll-ups answer and pairs that they do not, each with filters that fit. */
const someQuestion = fc.record({
  by: fc.uniqueArray(fc.constantFrom(...CLICK_DIMENSIONS), { minLength: 1, maxLength: 3 }),
  where: fc.constantFrom<Question<ClickDimension>['where']>(
    {},
    { country: ['TH', ''] },
    { country: ['DE'] },
    { sub1: ['spring'] },
    { group: ['agencies'] },
    { group: [''], sub1: ['spring', ''] },
    { sub1: [''] },
    { device: ['mobile'], browser: ['Firefox'] },
  ),
});

describe('reports of clicks', () => {
  it('equal the clicks counted one by one, whichever roll-up answers, however the clicks came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someClick, { minLength: 1, maxLength: 25 }),
        fc.array(someQuestion, { minLength: 12, maxLength: 12 }),
        async (told, questions) => {
          const { id, affiliates } = await makeProgram(['Ann', 'Bob', 'Cy']);
          const links = affiliates.map(({ link }) => link);
          await pool().query("select core.ensure_month_partitions('tracking.clicks', '2026-03-01', 1)");
          for (const { way, hours, link: place, visitor, ...facts } of told) {
            const link = links[place];
            if (!link) throw new Error('no link');
            const at = new Date(START + hours * HOUR_MS);
            const visitorId = `visitor-${visitor}`;
            const { pageUrl: _, ...known } = facts;
            if (way === 'import') await recordClicks(id, [{ at, linkId: link.id, visitorId, ...known }]);
            const click: NewClick = {
              ...facts,
              ...{ workspaceId: id, id: newIdAt('clk', at), at, day: at.toISOString().slice(0, 10) },
              ...{ linkId: link.id, affiliateId: link.affiliateId, offerId: link.offerId, windowDays: 30 },
              ...{ visitorId, visitorHash: visitorId, isKnownVisitor: true, repeatOf: null, targetId: null },
              ...{ ipHash: null, ipPrefix: null, os: null },
            };
            if (way === 'journal') await journalClicks([click]);
            if (way === 'table') await insertClicks([click]);
          }
          await settleClicks(id);
          const [ann = '', bob = ''] = affiliates.map((affiliate) => affiliate.id);
          const groups = new Map([ann, bob].map((member) => [member, 'agencies']));
          const clicks = (await readRawClicks(id)).map((click) => ({
            ...click,
            group: groups.get(click.affiliate) ?? '',
          }));
          const singles = CLICK_DIMENSIONS.map((name) => ({ by: [name], where: {} }));
          for (const { by, where } of [...singles, ...questions]) {
            const question = { ...PERIOD, by, where, groups };
            const answer = await groupClicks(id, question, EVERYTHING);
            const expected = countByHand(clicks, question);
            expect(inOrder(answer), JSON.stringify(question)).toEqual(inOrder(expected));
          }
        },
      ),
      { numRuns: 10 },
    );
  }, 90_000);

  it('are read from a roll-up for one fact of the visitor, and for country with device', () => {
    const source = (by: ClickDimension[], where: Question<ClickDimension>['where'] = {}) =>
      sourceOf({ by, where }).kind;
    expect(source(['day', 'affiliate', 'link'])).toBe('days');
    expect(source(['day', 'affiliate', 'country'])).toBe('facet');
    expect(source(['sub1'], { affiliate: ['a'] })).toBe('facet');
    expect(source(['country'], { device: ['mobile'] })).toBe('pair');
    expect(source(['browser', 'device'])).toBe('clicks');
    expect(source(['country'], { sub1: ['spring'] })).toBe('clicks');
  });

  it('show those with most, and those asked for by name', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob', 'Cy']);
    const at = new Date(START);
    const inputs = affiliates.flatMap(({ link }, place) =>
      Array.from({ length: 3 - place }, (_, visitor) => ({
        ...{ at, linkId: link.id, visitorId: `visitor-${visitor}` },
      })),
    );
    await recordClicks(id, inputs);
    const [ann, , cy] = affiliates.map((affiliate) => affiliate.id);
    const question = { ...PERIOD, by: ['affiliate' as const], where: {} };
    const answer = await groupClicks(id, question, { limit: 1, sort: 'clicks', keys: [[cy ?? '']] });
    expect(answer.map(({ keys, counted }) => [keys[0], counted])).toEqual([
      [ann, 3],
      [cy, 1],
    ]);
  });

  it('of single clicks take a quarter of a year at most', async () => {
    const { id } = await makeProgram(['Ann']);
    const year = { ...PERIOD, since: '2025-04-15', where: {} };
    await expect(groupClicks(id, { ...year, by: ['browser', 'sub1'] }, EVERYTHING)).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'since' }],
    });
    expect(await groupClicks(id, { ...year, by: ['browser'] }, EVERYTHING)).toEqual([]);
    await expect(listClicks(id, { ...year, by: [] }, 10)).rejects.toMatchObject({ status: 422 });
  });
});
