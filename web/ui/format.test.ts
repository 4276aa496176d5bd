import { afterEach, expect, it, vi } from 'vitest';
import { createFormat, readerLocale } from './format.ts';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['en', ['en-GB', 'en-US'], 'en-GB'],
  ['en', ['en-US@posix'], 'en'],
  ['en', ['en-US@posix', 'en-US'], 'en-US'],
  ['th', ['en-US', 'th-TH'], 'th-TH'],
  ['th', ['en-US'], 'th'],
])('writes %s for a browser that names itself %j as %s', (language, languages, locale) => {
  vi.stubGlobal('navigator', { languages });
  expect(readerLocale(language)).toBe(locale);
  expect(new Intl.NumberFormat(readerLocale(language)).format(1)).toBe('1');
});

it.each([
  ['en', 'TH', 'Thailand'],
  ['th', 'TH', 'ไทย'],
  ['en', 'Siam', 'Siam'],
  ['en', 'AA', 'AA'],
])('calls, in %s, the country %s by its name: %s', (locale, text, name) => {
  expect(createFormat(locale, 'UTC').country(text)).toBe(name);
});
