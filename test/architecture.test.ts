import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const SERVER = path.join(ROOT, 'server');
const MAX_LINES = 300;

/** The house: lowest floor first. A room imports only lower floors, through their door. */
const FLOORS: string[][] = [
  ['core'],
  ['workspace'],
  ['customers'],
  ['signals', 'affiliates'],
  ['success', 'tracking'],
  ['commissions', 'segments'],
  ['payouts', 'quality', 'fraud', 'messages'],
  ['journeys', 'pages'],
  ['strategy', 'connections'],
  ['adapters', 'takeovers'],
  ['sample'],
  ['commands'],
];
const EMPTY_NAMES = /^(utils?|helpers?|lib|common|misc|services|types|shared|stuff)$/;

interface Source {
  /** Path below `server/`, with forward slashes. */
  file: string;
  text: string;
}

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const full = path.join(entry.parentPath, entry.name);
      return {
        file: path.relative(folder, full).replaceAll(path.sep, '/'),
        text: readFileSync(full, 'utf8'),
      };
    });
}

const sources = sourcesBelow(SERVER).filter(({ file }) => !file.endsWith('.generated.ts'));
const rooms = sources.filter(({ file }) => file.includes('/') && !file.endsWith('.test.ts'));

function floorOf(room: string): number {
  return FLOORS.findIndex((floor) => floor.includes(room));
}

function importsOf({ file, text }: Source): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, target]) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), target ?? '')),
  );
}

/** What breaks the order of the floors or goes around a door. */
function wrongImports(files: Source[]): string[] {
  return files.flatMap((source) => {
    const room = source.file.split('/')[0] ?? '';
    return importsOf(source).flatMap((target) => {
      const [other = '', ...rest] = target.split('/');
      const isInside = other === room || other === '..' || rest.length === 0;
      if (isInside || other === 'migrations' || room === 'migrations') return [];
      if (floorOf(other) >= floorOf(room)) return [`${source.file} imports ${target}, which is not below it`];
      if (other !== 'core' && rest.join('/') !== 'index.ts')
        return [`${source.file} goes around the door of ${other}`];
      return [];
    });
  });
}

/** Tables that are named outside their own room. */
function foreignTables(files: Source[]): string[] {
  const schemas = FLOORS.flat().join('|');
  const asTable = new RegExp(
    `(?:['"\`]|\\b(?:from|into|join|update|table|on)\\s+)(${schemas})\\.[a-z][A-Za-z_]+\\b`,
    'g',
  );
  return files.flatMap(({ file, text }) => {
    const room = file.split('/')[0] ?? '';
    if (room === 'commands' || room === 'migrations') return [];
    return [...text.matchAll(asTable)]
      .filter(([, schema]) => schema !== room)
      .filter(([match]) => isTable(match))
      .map(([match]) => `${file} names ${match.trim()}`);
  });
}

const tableNames = readFileSync(path.join(SERVER, 'migrations', 'tables.generated.ts'), 'utf8');

function isTable(match: string): boolean {
  const name = match.replace(/^.*?([a-z]+\.[A-Za-z_]+)$/s, '$1');
  const camel = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  return tableNames.includes(`"${camel}":`);
}

/** Files of the server that the web app would run, with all that they bring along: only what stands alone may be. */
function broughtToTheWeb(files: Source[]): string[] {
  const values = /^import (?!type\b)(?!\{(?:\s*type \w+,?)+\s*\})[^;]*?from '((?:\.\.\/)+server\/[^']+)'/gm;
  const targets = files.flatMap(({ file, text }) =>
    [...text.matchAll(values)].map(([, target]) =>
      path.posix.normalize(path.posix.join('web', path.posix.dirname(file), target ?? '')),
    ),
  );
  return [...new Set(targets)].filter((target) => !standsAlone(target));
}

/** A file that needs no package, nor a file that does. */
function standsAlone(file: string): boolean {
  const values = /^import (?!type\b)(?!\{(?:\s*type \w+,?)+\s*\})[^;]*?from '([^']+)'/gm;
  return [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(values)].every(
    ([, target = '']) =>
      target.startsWith('.') && standsAlone(path.posix.join(path.posix.dirname(file), target)),
  );
}

describe('the house', () => {
  it('has a floor for every room, and a README and a door in each', () => {
    const folders = readdirSync(SERVER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      if (name === 'migrations') continue;
      expect(floorOf(name), `${name} has no floor`).toBeGreaterThanOrEqual(0);
      const files = readdirSync(path.join(SERVER, name));
      expect(files, `${name} has no README`).toContain('README.md');
      if (name !== 'core' && name !== 'commands' && name !== 'adapters')
        expect(files, `${name} has no door`).toContain('index.ts');
    }
  });

  it('lets a room import only lower rooms, through their doors', () => {
    expect(wrongImports(rooms)).toEqual([]);
  });

  it('lets only a room itself name its tables', () => {
    expect(foreignTables(rooms)).toEqual([]);
  });

  it('lets the web app run only what stands alone of the server', () => {
    const web = sourcesBelow(path.join(ROOT, 'web')).filter(({ file }) => !/\.test\.tsx?$/.test(file));
    expect(broughtToTheWeb(web)).toEqual([]);
    const text = "import { Plan } from '../../server/commissions/plans/schema.ts';";
    expect(broughtToTheWeb([{ file: 'commissions/page.tsx', text }])).toEqual([
      'server/commissions/plans/schema.ts',
    ]);
  });

  it('has no file over 300 lines and no name that says nothing', () => {
    const all = [
      ...sources,
      ...sourcesBelow(path.join(ROOT, 'web')),
      ...sourcesBelow(path.join(ROOT, 'test')),
    ];
    const long = all.filter(({ text }) => text.split('\n').length > MAX_LINES + 1).map(({ file }) => file);
    expect(long).toEqual([]);
    const empty = all.filter(({ file }) =>
      file.split('/').some((part) => EMPTY_NAMES.test(part.replace(/\..*$/, ''))),
    );
    expect(empty.map(({ file }) => file)).toEqual([]);
  });
});

describe('the check itself', () => {
  const planted = (file: string, text: string) => [{ file, text }];

  it('finds an upward import, a way around a door and a foreign table', () => {
    expect(wrongImports(planted('customers/x.ts', "import { a } from '../tracking/index.ts';"))).toHaveLength(
      1,
    );
    expect(wrongImports(planted('tracking/x.ts', "import { a } from '../customers/store.ts';"))).toHaveLength(
      1,
    );
    expect(wrongImports(planted('tracking/x.ts', "import { a } from '../customers/index.ts';"))).toEqual([]);
    expect(foreignTables(planted('tracking/x.ts', "db().selectFrom('workspace.members')"))).toHaveLength(1);
  });
});
