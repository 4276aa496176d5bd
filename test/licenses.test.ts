import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listShippedPackages } from './support/shipped-packages.ts';

// Free to pass on without copyleft; some of these are for fonts and data.
const FREE_LICENSES = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Unlicense',
  ],
  ...['CC0-1.0', 'Python-2.0', 'OFL-1.1', 'PostgreSQL', 'Zlib'],
]);
// Packages built for one kind of machine differ between machines; their family is named once.
const MACHINE_PACKAGE = /[-/](linux|darwin|win32|windows)-/;

function isFree(license: string): boolean {
  const choices = license.replace(/[()]/g, '').split(/\s+OR\s+/);
  return choices.some((choice) => choice.split(/\s+AND\s+/).every((part) => FREE_LICENSES.has(part)));
}

it('everything that is shipped may be passed on', async () => {
  const packages = await listShippedPackages();
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(({ license }) => !isFree(license))).toEqual([]);
});

it('a copyleft license would be found', () => {
  expect(['GPL-3.0', 'MPL-2.0', 'MIT AND AGPL-3.0-or-later', 'UNKNOWN'].filter(isFree)).toEqual([]);
});

it('NOTICE names every shipped package with its license ("npm run generate:notice" writes it)', async () => {
  const notice = readFileSync(new URL('../NOTICE', import.meta.url), 'utf8').split('\n');
  const lines = (await listShippedPackages()).map(({ name, license }) => `${name}: ${license}`);
  expect(lines.filter((line) => !MACHINE_PACKAGE.test(line) && !notice.includes(line))).toEqual([]);
});
