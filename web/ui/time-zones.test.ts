import { expect, it } from 'vitest';
import { likelyTimeZone, timeZones } from './time-zones.ts';

it.each([
  ['Asia/Bangkok', 'Asia/Bangkok'],
  ['UTC', 'UTC'],
  ['Etc/Unknown', 'UTC'],
  ['', 'UTC'],
])('a browser that tells the zone “%s” leaves %s chosen, which is in the list', (told, chosen) => {
  expect(likelyTimeZone(told)).toBe(chosen);
  expect(timeZones().filter((zone) => zone === chosen)).toHaveLength(1);
});
