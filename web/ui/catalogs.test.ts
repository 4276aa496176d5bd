import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DEFAULT_ROOM = 'app';
const PLURALS: Record<string, string[]> = { en: ['_one', '_other'], th: ['_other'] };
const LANGUAGES = Object.keys(PLURALS);
/** `t('room:key')` on the screens, `words(locale, 'room:key')` on the server; a template's `${…}` stands for any word. */
const CALLS = /\b(?:t\(|words\(\s*[^,()]+(?:\([^()]*\))?,)\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1/g;
/** Keys that are handed on before they are said: `label: 'room:key'`, `code: 'room:key'`. */
const HANDED_ON = /\b(?:label|title|code|key|labelKey)\s*[:=]\s*(['"`])([a-z][\w-]*:[\w.${}-]+)\1/g;
/** What home, sign-in and public pages are made of. The titles of the others are said once one goes there. */
const FIRST = /^web\/(home|entry|visitors|shell|ui)\//;
/** What the audit log keeps: `action: 'offer.changed'`; a template's `${…}` stands for any word. */
const AUDITED = /\baction: (?:'|`)((?:[a-z_]+|\$\{[^}]+\})\.(?:[a-z_]+|\$\{[^}]+\}))(?:'|`)/g;
/** What it keeps them of: `objectType: 'offer'`. */
const AUDITED_KIND = /\bobjectType: '([a-z_]+)'/g;

const catalogs = new Map(LANGUAGES.map((language) => [language, readCatalog(language)]));

describe('catalogs', () => {
  it('have the same sentences in every language', () => {
    const [first = new Set<string>(), ...others] = LANGUAGES.map((language) => sentencesOf(language));
    for (const other of others) {
      expect([...first].filter((key) => !other.has(key)).sort()).toEqual([]);
      expect([...other].filter((key) => !first.has(key)).sort()).toEqual([]);
    }
  });

  it('hold every form of a plural that the language has', () => {
    for (const language of LANGUAGES) {
      const keys = keysOf(language);
      const missing = [...keys]
        .filter((key) => key.endsWith('_other'))
        .flatMap((key) => (PLURALS[language] ?? []).map((form) => key.replace(/_other$/, form)))
        .filter((key) => !keys.has(key));
      expect(missing).toEqual([]);
    }
  });

  it('fill in the same values in every language', () => {
    const [first, ...others] = LANGUAGES.map(
      (language) => catalogs.get(language) ?? new Map<string, string>(),
    );
    for (const [key, sentence] of first ?? []) {
      for (const other of others) {
        const said = other.get(key);
        if (said !== undefined)
          expect({ key, values: valuesOf(said) }).toEqual({ key, values: valuesOf(sentence) });
      }
    }
  });

  it('hold every sentence that the code says', () => {
    for (const language of LANGUAGES) {
      const known = sentencesOf(language);
      expect(usedKeys().filter(({ key }) => !isKnown(key, known))).toEqual([]);
    }
  });

  it('that stay on the server are not asked for by any screen', () => {
    for (const language of LANGUAGES) {
      const loader = readFileSync(path.join(ROOT, `web/shell/words-${language}.ts`), 'utf8');
      const kept = [...loader.matchAll(/'!.*\/([\w-]+)\.json'/g)].map((match) => match[1]);
      const asked = usedKeys().filter(
        ({ file, key }) => file.startsWith('web') && kept.includes(key.split(':')[0]),
      );
      expect(asked).toEqual([]);
    }
  });

  it('that the first screens wait for are all that these screens speak of', () => {
    for (const language of LANGUAGES) {
      const loader = readFileSync(path.join(ROOT, `web/shell/words-first-${language}.ts`), 'utf8');
      const rooms = /{([\w,]+)}\.json/.exec(loader)?.[1]?.split(',') ?? [];
      const asked = usedKeys().filter(
        ({ file, key }) =>
          FIRST.test(file) && !file.endsWith('/routes.tsx') && !rooms.includes(key.split(':')[0] ?? ''),
      );
      expect(rooms.length).toBeGreaterThan(0);
      expect(asked).toEqual([]);
    }
  });

  it('name every act that the audit log keeps, and every kind of thing it keeps them of', () => {
    const code = codeFiles('server').map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
    const found = (pattern: RegExp) =>
      code.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name));
    const [acts, kinds] = [found(AUDITED), found(AUDITED_KIND)];
    expect([acts.length, kinds.length]).not.toContain(0);
    const known = sentencesOf('en');
    expect(acts.filter((act) => !isKnown(`settings:audit.did.${act}`, known))).toEqual([]);
    expect(kinds.filter((kind) => !known.has(`settings:audit.kind.${kind}`))).toEqual([]);
  });

  it('are found wanting when a sentence is missing', () => {
    expect(isKnown('app:no.such.sentence', sentencesOf('en'))).toBe(false);
    expect(keysIn("t('app:one.key') + words(actor.locale, 'room:other', {})")).toEqual([
      'app:one.key',
      'room:other',
    ]);
  });
});

function readCatalog(language: string): Map<string, string> {
  const folder = path.join(ROOT, 'locales', language);
  const entries = readdirSync(folder).flatMap((file) =>
    flatten(`${path.basename(file, '.json')}:`, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
  );
  return new Map(entries);
}

function flatten(prefix: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    flatten(prefix.endsWith(':') ? `${prefix}${name}` : `${prefix}.${name}`, inner),
  );
}

function keysOf(language: string): Set<string> {
  return new Set(catalogs.get(language)?.keys());
}

/** Without plural forms, which differ from language to language. */
function sentencesOf(language: string): Set<string> {
  return new Set([...keysOf(language)].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')));
}

/** Without the count, which the sentence for one may say in a word. */
function valuesOf(sentence: string): string[] {
  const names = [...sentence.matchAll(/{{\s*(\w+)[^}]*}}/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].filter((name) => name !== 'count').sort();
}

function usedKeys(): { file: string; key: string }[] {
  return ['web', 'server'].flatMap((folder) =>
    codeFiles(folder).flatMap((file) =>
      keysIn(readFileSync(path.join(ROOT, file), 'utf8')).map((key) => ({ file, key })),
    ),
  );
}

function codeFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|generated/.test(file))
    .map((file) => path.join(folder, file));
}

function keysIn(code: string): string[] {
  const said = [...code.matchAll(CALLS), ...code.matchAll(HANDED_ON)].map((match) => match[2] ?? '');
  return said
    .filter((key) => !key.startsWith('${'))
    .map((key) => (key.includes(':') ? key : `${DEFAULT_ROOM}:${key}`));
}

/** A key built from a template is known when some sentence fits it. */
function isKnown(key: string, known: Set<string>): boolean {
  if (!key.includes('${')) return known.has(key);
  const pattern = key
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
    .join('.+');
  return [...known].some((sentence) => new RegExp(`^${pattern}$`).test(sentence));
}
