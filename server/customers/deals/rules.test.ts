import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountOfLines,
  isSlipping,
  isStale,
  isTakenBack,
  probabilityOf,
  SLIP_MS,
  stagesThatGo,
  weightedMinor,
} from './rules.ts';

const now = new Date('2026-06-15T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('the chance of a deal', () => {
  it('is its own before its stage’s, and certain once it is closed', () => {
    expect(probabilityOf({ state: 'open', ownProbability: null }, 25)).toBe(25);
    expect(probabilityOf({ state: 'open', ownProbability: 0 }, 25)).toBe(0);
    expect(probabilityOf({ state: 'won', ownProbability: 40 }, 100)).toBe(100);
    expect(probabilityOf({ state: 'lost', ownProbability: 40 }, 0)).toBe(0);
  });

  it('weighs an amount to the minor unit, half up, and never above it', () => {
    expect(weightedMinor(5, 50)).toBe(3);
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.integer({ min: 0, max: 100 }), (amount, chance) => {
        const weighted = weightedMinor(amount, chance);
        expect(weighted).toBeGreaterThanOrEqual(0);
        expect(weighted).toBeLessThanOrEqual(amount);
        expect(Math.abs(weighted * 100 - amount * chance)).toBeLessThanOrEqual(50);
      }),
    );
  });
});

describe('a deal', () => {
  it('slips when its day is over and it is still open', () => {
    const day = { state: 'open', expectedOn: '2026-06-14' } as const;
    expect(isSlipping(day, '2026-06-15')).toBe(true);
    expect(isSlipping({ ...day, expectedOn: '2026-06-15' }, '2026-06-15')).toBe(false);
    expect(isSlipping({ ...day, expectedOn: null }, '2026-06-15')).toBe(false);
    expect(isSlipping({ ...day, state: 'lost' }, '2026-06-15')).toBe(false);
  });

  it('is stale only after all the days that its stage allows', () => {
    const deal = { state: 'open', staleDays: 14, stageSince: daysAgo(14) } as const;
    expect(isStale(deal, now)).toBe(false);
    expect(isStale({ ...deal, stageSince: daysAgo(15) }, now)).toBe(true);
    expect(isStale({ ...deal, stageSince: daysAgo(900), staleDays: null }, now)).toBe(false);
    expect(isStale({ ...deal, stageSince: daysAgo(900), state: 'won' }, now)).toBe(false);
  });

  it('with lines is worth their sum, and without any what was said', () => {
    expect(amountOfLines([])).toBeNull();
    expect(
      amountOfLines([
        { quantity: 3, priceMinor: 1_000 },
        { quantity: 1, priceMinor: 50 },
      ]),
    ).toBe(3_050);
  });
});

describe('a move back', () => {
  const last = { fromStageId: 'a', toStageId: 'b', at: now, byId: 'me' };
  const back = { fromStageId: 'b', toStageId: 'a', at: new Date(now.getTime() + SLIP_MS), byId: 'me' };
  it.each([
    ['at once by the same hand is a slip', back, true],
    ['later is a move', { ...back, at: new Date(back.at.getTime() + 1) }, false],
    ['by somebody else is a move', { ...back, byId: 'you' }, false],
    ['to elsewhere is a move', { ...back, toStageId: 'c' }, false],
  ])('%s', (_name, wanted, expected) => {
    expect(isTakenBack(last, wanted)).toBe(expected);
  });
});

describe('a new order of stages', () => {
  it('tells which go, and which are unknown', () => {
    const standing = [{ id: 'a' }, { id: 'b' }];
    expect(stagesThatGo(standing, [{ id: 'b' }, {}, { id: 'x' }])).toEqual({ gone: ['a'], unknown: ['x'] });
  });
});
