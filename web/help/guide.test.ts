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
