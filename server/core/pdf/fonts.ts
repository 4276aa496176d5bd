import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readWoff2 } from './read-woff2.ts';

const THAI = '@fontsource-variable/noto-sans-thai';
const INTER = '@fontsource-variable/inter';
/** Families in the order in which they are asked for a letter. */
const SUBSETS: [string, string][] = [
  [THAI, 'thai'],
  [INTER, 'latin'],
  [INTER, 'latin-ext'],
  [INTER, 'cyrillic'],
  [INTER, 'cyrillic-ext'],
  [INTER, 'greek'],
  [INTER, 'greek-ext'],
  [INTER, 'vietnamese'],
];
/** Stands for a letter that no font has. */
const UNKNOWN = '?';

const require = createRequire(import.meta.url);

interface Family {
  name: string;
  ranges: [number, number][];
}

const families: Family[] = SUBSETS.map(([source, subset]) => ({
  name: nameOf(source, subset),
  ranges: rangesOf(source, subset),
}));

/** A piece of text that one font can show. */
export interface Run {
  text: string;
  font: string;
}

/** Text cut where another font must take over; what no font has is shown as a question mark. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const letter of text) {
    const family = familyOf(letter);
    const shown = family ? letter : UNKNOWN;
    const font = family?.name ?? nameOf(INTER, 'latin');
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

function familyOf(letter: string): Family | undefined {
  const code = letter.codePointAt(0) ?? 0;
  return families.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
}

/** Every font file by the name under which `fontNames` refers to it, in its regular weight. Read once: it takes a moment. */
export function readFonts(): Map<string, Buffer> {
  return new Map(
    SUBSETS.map(([source, subset]) => {
      const place = `${source}/files/${source.split('/')[1]}-${subset}-wght-normal.woff2`;
      return [fileOf(nameOf(source, subset)), readWoff2(readFileSync(require.resolve(place)))];
    }),
  );
}

/** What the printer is told about fonts; anew for every paper, because it writes into this. */
export function fontNames() {
  return Object.fromEntries(families.map(({ name }) => [name, { normal: fileOf(name) }]));
}

function nameOf(source: string, subset: string): string {
  return source === THAI ? 'Thai' : `Inter ${subset}`;
}

function fileOf(family: string): string {
  return `${family}.ttf`;
}

/** The letters of a subset, as the package says them: `U+0E01-0E5B,U+25CC`. */
function rangesOf(source: string, subset: string): [number, number][] {
  const subsets = JSON.parse(readFileSync(require.resolve(`${source}/unicode.json`), 'utf8'));
  return String(subsets[subset])
    .split(',')
    .map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
}
