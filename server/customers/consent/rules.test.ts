import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, EVERYTHING, PURPOSES } from './kinds.ts';
import { maskedAddress, refusalsOfMerge, statesOf } from './rules.ts';
import type { Consent } from './schema.ts';

let count = 0;
function said(given: Partial<Consent> & { day: number }): Consent {
  const { day, ...rest } = given;
  count += 1;
  return {
    ...{ id: `con_${count}`, externalId: null, purpose: 'news', channel: 'email', isGranted: true },
    ...{ basis: 'consent', source: 'staff', evidence: null, recordedByName: 'Ann' },
    ...{ at: new Date(Date.UTC(2026, 0, day)), recordedAt: new Date() },
    ...rest,
  } as Consent;
}

const newsOf = (consents: Consent[]) =>
  statesOf(consents).find(({ purpose, channel }) => purpose === 'news' && channel === 'email')?.isGranted;

describe('what holds', () => {
  it.each<[string, Consent[], boolean | null | undefined]>([
    ['nothing was said', [], null],
    ['the newest word', [said({ day: 1 }), said({ day: 3, isGranted: false }), said({ day: 2 })], false],
    ['a new yes', [said({ day: 1, isGranted: false }), said({ day: 2 })], true],
    ['the refusal of two at once', [said({ day: 1 }), said({ day: 1, isGranted: false })], false],
    [
      'a no to everything',
      [said({ day: 1 }), said({ day: 2, purpose: EVERYTHING, isGranted: false })],
      false,
    ],
    ['a yes after it', [said({ day: 1, purpose: EVERYTHING, isGranted: false }), said({ day: 2 })], true],
    ['no word by another channel', [said({ day: 1, channel: 'phone' })], null],
  ])('is %s', (_what, consents, wanted) => {
    expect(newsOf(consents)).toBe(wanted);
  });

  it('does not depend on the order in which it was told', () => {
    fc.assert(
      fc.property(histories(), fc.infiniteStream(fc.nat()), (history, numbers) => {
        const shuffled = history
          .map((one) => ({ one, key: numbers.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(statesOf(shuffled)).toEqual(statesOf(history));
      }),
    );
  });
});

describe('two people who become one', () => {
  it('keep the stricter word of the two for everything, and nothing stricter than either', () => {
    fc.assert(
      fc.property(histories(), histories(), (one, other) => {
        const at = new Date(Date.UTC(2027, 0, 1));
        const refusals = refusalsOfMerge(one, other).map((refused) =>
          said({ day: 1, ...refused, isGranted: false, at }),
        );
        const after = statesOf([...one, ...other, ...refusals]);
        const [mine, theirs] = [statesOf(one), statesOf(other)];
        after.forEach(({ isGranted }, index) => {
          const sides = [mine[index]?.isGranted, theirs[index]?.isGranted];
          if (sides.includes(false)) expect(isGranted).toBe(false);
          else expect(isGranted).toBe(sides.includes(true) ? true : null);
        });
      }),
    );
  });
});

it('an address is shown so that only its owner knows it', () => {
  expect(maskedAddress('ann.smith@example.com')).toBe('a…@example.com');
});

function histories() {
  return fc.array(
    fc
      .record({
        day: fc.integer({ min: 1, max: 20 }),
        purpose: fc.constantFrom(EVERYTHING, ...PURPOSES),
        channel: fc.constantFrom(...CHANNELS),
        isGranted: fc.boolean(),
      })
      .map((given) => said(given.purpose === EVERYTHING ? { ...given, isGranted: false } : given)),
    { maxLength: 12 },
  );
}
