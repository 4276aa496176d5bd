import { expect, it } from 'vitest';
import { countriesIn } from './countries.ts';

it('offers every country once, by the name that readers know, and no union or given-up code', () => {
  const countries = countriesIn('en');
  const names = new Map(countries.map(({ value, label }) => [value, label]));
  expect(names.get('TH')).toBe('Thailand');
  expect(names.get('DE')).toBe('Germany');
  expect(names.get('MM')).toContain('Myanmar');
  for (const code of ['DD', 'SU', 'YU', 'BU', 'EU', 'ZZ']) expect(names.has(code)).toBe(false);
  expect(new Set(names.values()).size).toBe(countries.length);
  expect(countries.length).toBeGreaterThan(240);
});

it('names them in the language of the reader', () => {
  expect(countriesIn('th').find(({ value }) => value === 'TH')?.label).toBe('ไทย');
});
