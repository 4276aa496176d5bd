import { expect, it } from 'vitest';
import access from '../../../locales/en/access.json' with { type: 'json' };
import { AREAS } from './areas.ts';

it('every permission that a role can be given is said in words, in an area that has a name', () => {
  const can: Record<string, Record<string, string>> = access.can;
  const unnamed = AREAS.flatMap(({ permissions }) => permissions).filter((permission) => {
    const [noun = '', verb = ''] = permission.split('.');
    return !can[noun]?.[verb];
  });
  expect(unnamed).toEqual([]);
  const names: Record<string, string> = access.area;
  expect(AREAS.filter(({ area }) => !names[area])).toEqual([]);
});
