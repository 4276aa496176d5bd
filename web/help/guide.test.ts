import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomRoutes } from '../rooms.ts';
import { guideOf, type Section, sectionsOf } from './guide.ts';
import { searchOf } from './guide-search.ts';
import { GUIDE_OF_SCREEN } from './screens.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../docs/guide');
const english = guideOf(readPages(GUIDE));

describe('the guide', () => {
  it('has a place for every screen, and every place exists', () => {
    const screens = roomRoutes.map(({ options }) => (options as { path?: string }).path).sort();
    expect(screens.length).toBeGreaterThan(90);
    expect(Object.keys(GUIDE_OF_SCREEN).sort()).toEqual(screens);
    const places = new Set(english.map(({ place }) => place));
    expect(Object.values(GUIDE_OF_SCREEN).filter((place) => !places.has(place))).toEqual([]);
  });

  it('has every place once', () => {
    const places = english.map(({ place }) => place);
    expect(places.filter((place, position) => places.indexOf(place) !== position)).toEqual([]);
  });

  it('does not take a comment in code for a heading', () => {
    const found = sectionsOf('page', '# Page\n\n    # not a heading\n\n## One: two & three\n\ntext\n');
    expect(found.map(({ place }) => place)).toEqual(['page', 'page#one-two--three']);
  });
});

describe('the Thai guide', () => {
  const pages = (folder: string) => Object.entries(readPages(folder));
  const thai = new Map(pages(path.join(GUIDE, 'th')));
  const shapeOf = (text: string) => sectionsOf('page', text).map(({ level }) => level);
  const codeOf = (text: string) => text.match(/^ {4}\S.*$/gm)?.length ?? 0;

  it('has every page of the English one, and no other', () => {
    expect([...thai.keys()].sort()).toEqual(
      pages(GUIDE)
        .map(([file]) => file)
        .sort(),
    );
  });

  it.each(pages(GUIDE))('says in %s all that the English page says, heading by heading', (file, text) => {
    const other = thai.get(file) ?? '';
    expect(shapeOf(other)).toEqual(shapeOf(text));
    expect(codeOf(other)).toBe(codeOf(text));
    const empty = (of: string) => sectionsOf('page', of).map(({ body }) => body.trim() === '');
    expect(empty(other)).toEqual(empty(text));
    const titles = sectionsOf('page', other).map(({ title }) => title);
    expect(titles.filter((title) => !/\p{Script=Thai}/u.test(title))).toEqual([]);
  });
});

describe('what both guides call a button or page', () => {
  const thai = new Map(Object.entries(readPages(path.join(GUIDE, 'th'))));
  const called = labels();

  it.each(Object.entries(readPages(GUIDE)))('is in %s what the screens call it', (file, text) => {
    const names = [...text.matchAll(/(?<!\w)_([^_\n]+)_(?!\w)|\*\*([^*]+)\*\*/g)]
      .map(([, page, button]) => (page ?? button ?? '').split(/ [›→] /).at(-1) ?? '')
      .filter((name) => called.has(name));
    const missing = names.filter((name) => !called.get(name)?.some((word) => thai.get(file)?.includes(word)));
    expect(missing).toEqual([]);
  });
});

describe('the search', () => {
  const search = searchOf(english, 'en');

  it.each([
    ['whole words', 'access#a-second-step-for-everybody', 'recovery codes'],
    ['the beginning of a word', 'deals#the-forecast', 'forec'],
    ['a word with a letter mistaken', 'deals#the-forecast', 'forcast'],
    ['a word with letters swapped', 'webhooks#changing-the-secret', 'sercet'],
  ])('finds a place by %s', (_, place, words) => {
    expect(search(words).map(({ section }) => section.place)).toContain(place);
  });

  it('says nothing where nothing is found', () => {
    expect(search('xylophone')).toEqual([]);
  });

  it('finds Thai words, which stand without spaces, also with a mark mistaken', () => {
    const thai: Section[] = [
      { place: 'a', page: 'a', level: 1, title: 'การจ่ายเงิน', body: 'พันธมิตรได้รับค่าคอมมิชชันเมื่อพ้นระยะพักเงิน' },
      { place: 'b', page: 'b', level: 1, title: 'แบบสำรวจ', body: 'ถามลูกค้าทางอีเมล' },
    ];
    const find = searchOf(thai, 'th');
    expect(find('ค่าคอมมิชชัน').map(({ section }) => section.place)).toEqual(['a']);
    expect(find('แบบสำรวจ').map(({ section }) => section.place)).toEqual(['b']);
    expect(find('พันธมิต').map(({ section }) => section.place)).toEqual(['a']);
  });
});

function readPages(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** What every sentence of the English screens is called in Thai; the same words may be said in several ways. */
function labels(): Map<string, string[]> {
  const LOCALES = path.resolve(import.meta.dirname, '../../locales');
  const read = (file: string) => JSON.parse(readFileSync(path.join(LOCALES, file), 'utf8')) as object;
  const found = new Map<string, string[]>();
  for (const file of readdirSync(path.join(LOCALES, 'en')))
    pair(read(`en/${file}`), read(`th/${file}`), found);
  return found;
}

function pair(english: object, thai: object, found: Map<string, string[]>): void {
  for (const [key, said] of Object.entries(english)) {
    const other = (thai as Record<string, unknown>)[key];
    if (typeof said === 'string' && typeof other === 'string')
      found.set(said, [...(found.get(said) ?? []), other]);
    else if (said && other && typeof said === 'object') pair(said, other as object, found);
  }
}
