import { expect, it } from 'vitest';
import { afterDay, lastDayBefore } from './last-day.ts';

it.each([
  ['2026-03-08', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-06-30', 'Asia/Bangkok', '2026-06-30T17:00:00.000Z'],
  ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
])('%s in %s is over at %s, and is read back from it', (day, timeZone, moment) => {
  expect(afterDay(day, timeZone).toISOString()).toBe(moment);
  expect(lastDayBefore(moment, timeZone)).toBe(day);
});
