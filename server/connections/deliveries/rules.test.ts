import { addHours } from 'date-fns/addHours';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failedThroughout, hasArrived, nextAttemptAt } from './rules.ts';

const FIRST = new Date('2026-01-01T00:00:00Z');

/** Every attempt after the first, when each one fails at once. */
function attempts(retryHours: number): Date[] {
  const times: Date[] = [];
  let next = nextAttemptAt({ count: 1, firstAt: FIRST }, FIRST, retryHours);
  while (next) {
    times.push(next);
    next = nextAttemptAt({ count: times.length + 1, firstAt: FIRST }, next, retryHours);
  }
  return times;
}

describe('retries', () => {
  it('come four times later each time, and a last time when the three days are over', () => {
    const seconds = attempts(72).map((at) => (at.getTime() - FIRST.getTime()) / 1_000);
    expect(seconds).toEqual([10, 50, 210, 850, 3_410, 13_650, 54_610, 218_450, 259_200]);
  });

  it('of a postback end after a day', () => {
    expect(attempts(24).at(-1)).toEqual(addHours(FIRST, 24));
  });

  it('come later than now and never after their time, whatever failed how often', () => {
    const inputs = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      afterMs: fc.integer({ min: 0, max: 400_000_000 }),
      hours: fc.constantFrom(24, 72),
    });
    fc.assert(
      fc.property(inputs, ({ count, afterMs, hours }) => {
        const now = new Date(FIRST.getTime() + afterMs);
        const next = nextAttemptAt({ count, firstAt: FIRST }, now, hours);
        const end = addHours(FIRST, hours);
        if (now >= end) expect(next).toBeNull();
        else expect(next && next > now && next <= end).toBe(true);
      }),
    );
  });
});

describe('what counts as arrived', () => {
  it.each([
    [200, true],
    [204, true],
    [302, false],
    [404, false],
    [500, false],
    [null, false],
  ])('%s: %s', (status, expected) => expect(hasArrived(status)).toBe(expected));

  it('a success in between keeps a receiver on', () => {
    expect(failedThroughout(FIRST, FIRST)).toBe(true);
    expect(failedThroughout(addHours(FIRST, 1), FIRST)).toBe(false);
  });
});
