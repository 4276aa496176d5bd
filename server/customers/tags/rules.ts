import { searchKey } from '../rules.ts';
import { TAG_COLORS, type TagColor } from './kinds.ts';
import { TagName } from './schema.ts';

const SEPARATORS = /[;,|]/;

/** A color that a word has by itself, the same on every machine. */
export function colorOf(name: string): TagColor {
  const sum = [...searchKey(name)].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return TAG_COLORS[sum % TAG_COLORS.length] as TagColor;
}

/** The tags that a cell of a file names, once each, or the first word that cannot be one. */
export function readTagCell(text: string): { names: string[] } | { wrong: string } {
  const words = text.split(SEPARATORS).map((word) => word.trim());
  const names = new Map<string, string>();
  for (const word of words.filter((each) => each !== '')) {
    const { data } = TagName.safeParse(word);
    if (data === undefined) return { wrong: word };
    names.set(searchKey(data), data);
  }
  return { names: [...names.values()] };
}
