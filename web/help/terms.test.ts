import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import english from '../../locales/en/terms.json' with { type: 'json' };
import thai from '../../locales/th/terms.json' with { type: 'json' };
import { guideOf } from './guide.ts';
import { GUIDE_OF_TERM } from './terms.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TERMS = Object.entries(english);
const screens = readdirSync(path.join(ROOT, 'web'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(ROOT, 'web', file), 'utf8') }));

describe('the glossary', () => {
  it.each(TERMS)('explains %s in both languages, with how it is computed', (term, said) => {
    const other = thai[term as keyof typeof thai];
    expect(Object.keys(other).sort()).toEqual(Object.keys(said).sort());
    expect([said.name, said.means, said.formula]).not.toContain('');
    expect([other.means, other.formula].filter((text) => !/\p{Script=Thai}/u.test(text))).toEqual([]);
  });

  it('leads from every term to a place of the guide that exists', () => {
    const folder = path.join(ROOT, 'docs/guide');
    const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
    const pages = files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]);
    const places = new Set(guideOf(Object.fromEntries(pages)).map(({ place }) => place));
    expect(Object.values(GUIDE_OF_TERM).filter((place) => !places.has(place))).toEqual([]);
  });

  it('holds no term that stands on no screen', () => {
    const all = screens.map(({ text }) => text).join('\n');
    // The three kinds of surveys are terms of the same names.
    const bySurvey = ['nps', 'csat', 'ces'];
    const unused = TERMS.map(([term]) => term).filter(
      (term) => !new RegExp(`term(=|: )['"]${term}['"]|\\['\\w+', '${term}'\\]`).test(all),
    );
    expect(unused.filter((term) => !bySurvey.includes(term))).toEqual([]);
  });

  it('explains every figure on every page', () => {
    const tiles = screens
      .filter(({ file }) => file !== 'ui/figure.tsx')
      .flatMap(({ file, text }) =>
        text
          .split('<Figure\n')
          .slice(1)
          .map((tile) => ({ file, tile })),
      );
    expect(tiles.length).toBeGreaterThan(50);
    const bare = tiles.filter(({ tile }) => !/^\s*(key=\S+\s+)?label=.+\s+term=/.test(tile));
    expect(bare.map(({ file }) => file)).toEqual([]);
  });
});
