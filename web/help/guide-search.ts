import MiniSearch from 'minisearch';
import type { Section } from './guide.ts';

/** So many letters of a word may be mistaken, by its length; two that are swapped count as two. */
const mistakesOf = (term: string) => (term.length > 5 ? 2 : term.length > 3 ? 1 : false);
const MAX_FOUND = 12;
const BEFORE_CHARS = 40;
const EXCERPT_CHARS = 150;
const MARKUP = /[*`|]|(?<!\w)_|_(?!\w)|^#+ |^- |\]\([^)]*\)|\[/gm;

export interface Found {
  section: Section;
  /** Plain words around what was found. */
  excerpt: string;
}

/** A search over titles and texts: by beginnings of words, and with a letter or two mistaken. */
export function searchOf(sections: Section[], language: string): (words: string) => Found[] {
  const byPlace = new Map(sections.map((section) => [section.place, section]));
  const tokenize = wordsOf(language);
  const index = new MiniSearch<Section>({
    idField: 'place',
    fields: ['title', 'body'],
    tokenize,
    searchOptions: {
      tokenize,
      prefix: true,
      fuzzy: mistakesOf,
      boost: { title: 3 },
      combineWith: 'AND',
    },
  });
  index.addAll(sections);
  return (words) => {
    const all = index.search(words);
    const hits = all.length > 0 ? all : index.search(words, { combineWith: 'OR' });
    return hits.slice(0, MAX_FOUND).flatMap(({ id, terms }) => {
      const section = byPlace.get(id as string);
      return section ? [{ section, excerpt: excerptOf(section.body, terms) }] : [];
    });
  };
}

/** Thai writes no spaces between words, so the browser's dictionary parts them. */
function wordsOf(language: string): (text: string) => string[] {
  const parts = new Intl.Segmenter(language, { granularity: 'word' });
  return (text) =>
    [...parts.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

function excerptOf(body: string, terms: string[]): string {
  const text = body.replace(MARKUP, '').replace(/\s+/g, ' ').trim();
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const hit = places.length === 0 ? 0 : Math.min(...places);
  const before = Math.max(0, hit - BEFORE_CHARS);
  const space = text.indexOf(' ', before);
  // Where no space is near, as in Thai, the excerpt begins where it may.
  const from = before > 0 && space >= 0 && space < hit ? space + 1 : before;
  const cut = text.slice(from, from + EXCERPT_CHARS);
  return `${from > 0 ? '…' : ''}${cut}${from + EXCERPT_CHARS < text.length ? '…' : ''}`;
}
