import { describe, expect, it } from 'vitest';
import { versionAt, versionsAhead } from './version-at.ts';

const version = (number: number, day: string) => ({
  version: number,
  startsAt: new Date(`${day}T00:00:00Z`),
});
const versions = [
  version(1, '2026-03-01'),
  version(2, '2026-06-01'),
  version(3, '2026-09-01'),
  version(4, '2026-08-01'),
];

describe('the version that holds', () => {
  it.each([
    ['before the plan was made is the first', '2026-01-01', 1],
    ['between two starts is the earlier', '2026-05-31', 1],
    ['at a start is the one that starts', '2026-06-01', 2],
    ['is the newest where an older one starts later', '2026-10-01', 4],
  ])('%s', (_name, day, holding) => {
    const at = new Date(`${day}T00:00:00Z`);
    expect(versionAt(versions, at).version).toBe(holding);
    expect(versionAt(versions.toReversed(), at).version).toBe(holding);
  });

  it('will be one that nothing newer overtakes', () => {
    const at = new Date('2026-05-01T00:00:00Z');
    expect(versionsAhead(versions, at).map(({ version }) => version)).toEqual([2, 4]);
  });
});
