import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { STAFF_PERMISSIONS } from '../../../server/workspace/permissions.ts';
import { AREAS } from './areas.ts';

it.each(['en', 'th'])('every permission stands in one area, and is said in words (%s)', (locale) => {
  const { can, area: areas } = JSON.parse(readFileSync(`locales/${locale}/access.json`, 'utf8'));
  expect(AREAS.flatMap(({ permissions }) => permissions).toSorted()).toEqual(
    [...STAFF_PERMISSIONS].toSorted(),
  );
  const unsaid = STAFF_PERMISSIONS.filter((one) => !can[one.split('.')[0] ?? '']?.[one.split('.')[1] ?? '']);
  expect(unsaid).toEqual([]);
  expect(AREAS.filter(({ area }) => !areas[area])).toEqual([]);
});
