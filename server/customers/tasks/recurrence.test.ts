import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRecurrence, nextDay } from './recurrence.ts';

const days = (rule: string, start: string, count: number) => {
  const found = [start];
  while (found.length < count) {
    const after = found.at(-1) ?? start;
    const next = nextDay({ rule, start, after, notBefore: after });
    if (!next) break;
    found.push(next);
  }
  return found;
};

describe('a recurring task', () => {
  it.each([
    ['FREQ=DAILY', '2026-03-28', ['2026-03-28', '2026-03-29', '2026-03-30']],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20', ['2026-11-20', '2026-11-23', '2026-11-24']],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-01-05', ['2026-01-05', '2026-01-19', '2026-02-02']],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['FREQ=MONTHLY;INTERVAL=3', '2026-01-15', ['2026-01-15', '2026-04-15', '2026-07-15']],
    ['FREQ=YEARLY', '2026-05-01', ['2026-05-01', '2027-05-01']],
    ['FREQ=DAILY;UNTIL=20260103', '2026-01-01', ['2026-01-01', '2026-01-02', '2026-01-03']],
  ])('by %s from %s falls on its days, also across months and changed clocks', (rule, start, wanted) => {
    expect(days(rule, start, wanted.length)).toEqual(wanted);
  });

  it('ends with its rule', () => {
    const rule = 'FREQ=DAILY;UNTIL=20260102';
    expect(nextDay({ rule, start: '2026-01-01', after: '2026-01-02', notBefore: '2026-01-02' })).toBeNull();
  });

  it('leaves out what was missed, and comes today when today is its day', () => {
    const daily = { rule: 'FREQ=DAILY', start: '2026-01-01', after: '2026-01-03' };
    expect(nextDay({ ...daily, notBefore: '2026-01-10' })).toBe('2026-01-10');
    const weekly = { rule: 'FREQ=WEEKLY', start: '2026-01-05', after: '2026-01-05' };
    expect(nextDay({ ...weekly, notBefore: '2026-01-14' })).toBe('2026-01-19');
    expect(nextDay({ ...weekly, notBefore: '2026-01-01' }), 'done early').toBe('2026-01-12');
  });

  it.each([
    'garbage',
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=3',
    'DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    '',
  ])('by %j is refused', (rule) => {
    expect(isRecurrence(rule)).toBe(false);
  });

  it('always goes forward', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;INTERVAL=3',
      'FREQ=MONTHLY',
      'FREQ=YEARLY',
      'FREQ=WEEKLY;BYDAY=SU',
    ];
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...rules), day, day, (rule, start, today) => {
        const next = nextDay({ rule, start, after: start, notBefore: today }) ?? '';
        expect(next > start).toBe(true);
        expect(next >= today).toBe(true);
      }),
    );
  });
});
