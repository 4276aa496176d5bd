import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS, creditChannels, removalEffects, type TouchPath } from './attribution.ts';

const path = (channels: string, conversions: number, nulls = 0, value = 0): TouchPath => ({
  channels: channels.split('>'),
  ...{ conversions, nulls, value },
});
const EXAMPLE = [path('C1>C2>C3', 1), path('C1', 0, 1), path('C2>C3', 0, 1)];

describe('the removal effect', () => {
  it('of the known example is base 1/3 and effects .5, 1, 1', () => {
    const { base, effects } = removalEffects(EXAMPLE);
    expect(base).toBeCloseTo(1 / 3, 12);
    expect([...effects.keys()]).toEqual(['C1', 'C2', 'C3']);
    for (const [place, effect] of [0.5, 1, 1].entries())
      expect([...effects.values()][place]).toBeCloseTo(effect, 12);
  });

  it('counts a way that went three times as three ways', () => {
    const once = removalEffects([...EXAMPLE, ...EXAMPLE, ...EXAMPLE]);
    const thrice = removalEffects(
      EXAMPLE.map((one) => ({ ...one, conversions: one.conversions * 3, nulls: one.nulls * 3 })),
    );
    expect(thrice.base).toBeCloseTo(once.base, 12);
  });
});

describe('a conversion', () => {
  it.each([
    ['first', 'A>B>A>C', { A: 1 }],
    ['last', 'A>B>A>C', { C: 1 }],
    ['linear', 'A>B>A>C', { A: 0.5, B: 0.25, C: 0.25 }],
    ['position', 'A>B>A>C', { A: 0.5, B: 0.1, C: 0.4 }],
    ['position', 'A>B', { A: 0.5, B: 0.5 }],
    ['position', 'A', { A: 1 }],
    ['shapley', 'A>B>A>C', { A: 1 / 3, B: 1 / 3, C: 1 / 3 }],
    ['markov', 'A>B>C', { A: 1 / 3, B: 1 / 3, C: 1 / 3 }],
  ] as const)('by the %s model of %s', (model, channels, expected) => {
    const credits = creditChannels([path(channels, 2, 0, 300)], model);
    expect([...credits.keys()].sort()).toEqual(Object.keys(expected));
    for (const [channel, share] of Object.entries(expected)) {
      expect(credits.get(channel)?.conversions).toBeCloseTo(2 * share, 12);
      expect(credits.get(channel)?.value).toBeCloseTo(300 * share, 9);
    }
  });

  it('is nobody’s where nobody converted', () => {
    for (const model of ATTRIBUTION_MODELS) expect(creditChannels([path('A>B', 0, 9)], model).size).toBe(0);
  });
});

const channel = fc.constantFrom('A', 'B', 'C', 'D');
const anyPath = fc.record({
  channels: fc.array(channel, { minLength: 1, maxLength: 6 }),
  conversions: fc.nat({ max: 5 }),
  nulls: fc.nat({ max: 5 }),
});
const anyPaths = fc
  .array(anyPath, { minLength: 1, maxLength: 8 })
  .map((paths) => paths.map((one) => ({ ...one, value: one.conversions * 100 })));

describe('every model', () => {
  it.each(ATTRIBUTION_MODELS)(
    '%s gives away all conversions and all value, and nothing below zero',
    (model) => {
      fc.assert(
        fc.property(anyPaths, (paths) => {
          const credits = [...creditChannels(paths, model).values()];
          const conversions = paths.reduce((sum, one) => sum + one.conversions, 0);
          expect(credits.reduce((sum, credit) => sum + credit.conversions, 0)).toBeCloseTo(conversions, 8);
          expect(credits.reduce((sum, credit) => sum + credit.value, 0)).toBeCloseTo(conversions * 100, 6);
          for (const credit of credits) expect(credit.conversions).toBeGreaterThanOrEqual(0);
        }),
      );
    },
  );

  it('solved by the inverse says what following the steps says, with and without a channel', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const { base, effects } = removalEffects(paths);
        expect(base).toBeCloseTo(followSteps(paths, null), 8);
        for (const [name, effect] of effects) {
          const without = followSteps(paths, name);
          expect(effect).toBeCloseTo(base === 0 ? 0 : 1 - without / base, 6);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** The share that converts, by walking the chain step after step until nearly nobody is on the way. */
function followSteps(paths: TouchPath[], removed: string | null): number {
  const steps = new Map<string, Map<string, number>>();
  for (const { channels, conversions, nulls } of paths) {
    const ways = [...channels, ''];
    for (const [place, to] of ways.entries()) {
      const from = place === 0 ? 'start' : (ways[place - 1] ?? '');
      const row = steps.get(from) ?? new Map<string, number>();
      steps.set(from, row);
      const ends: [string, number][] = [
        ['won', conversions],
        ['lost', nulls],
      ];
      for (const [target, count] of to === '' ? ends : [[to, conversions + nulls] as [string, number]])
        row.set(target, (row.get(target) ?? 0) + count);
    }
  }
  let crowd = new Map([['start', 1]]);
  let won = 0;
  for (let round = 0; round < 20_000 && crowd.size > 0; round += 1) {
    const next = new Map<string, number>();
    for (const [from, mass] of crowd) {
      const row = steps.get(from) ?? new Map<string, number>();
      const sum = [...row.values()].reduce((total, count) => total + count, 0);
      for (const [to, count] of row) {
        const share = sum === 0 ? 0 : (mass * count) / sum;
        if (to === 'won') won += share;
        else if (to !== 'lost' && to !== removed && share > 1e-14) next.set(to, (next.get(to) ?? 0) + share);
      }
    }
    crowd = next;
  }
  return won;
}
