import { describe, expect, it } from 'vitest';
import { belowZeroSince, isAskedBack } from './rules.ts';

const on = (day: number, amountMinor: number) => ({
  amountMinor,
  bookedAt: new Date(Date.UTC(2026, 2, day)),
});
const rule = { currency: 'USD', leastMinor: 1_000, afterDays: 10 };

describe('a balance', () => {
  it.each([
    ['never below zero', [on(1, 500)], null],
    ['below zero from the first day', [on(1, -500), on(2, -100)], 1],
    ['above zero in between', [on(1, -500), on(3, 800), on(5, -400)], 5],
    ['told in another order', [on(5, -400), on(3, 800), on(1, -500)], 5],
    ['back at zero', [on(1, -500), on(2, 500)], null],
  ])('%s', (_name, amounts, day) => {
    expect(belowZeroSince(amounts)?.getUTCDate() ?? null).toBe(day);
  });

  it.each([
    ['low enough for long enough', [on(1, -1_000)], 11, true],
    ['a day too early', [on(1, -1_000)], 10, false],
    ['too small', [on(1, -999)], 31, false],
    ['low again only lately', [on(1, -2_000), on(15, 2_000), on(28, -1_500)], 31, false],
  ])('%s', (_name, amounts, day, isDue) => {
    expect(isAskedBack(rule, amounts, new Date(Date.UTC(2026, 2, day)))).toBe(isDue);
  });
});
