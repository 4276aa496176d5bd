import pdfmake from 'pdfmake';
import type { Content, ContentText, Style } from 'pdfmake/interfaces.js';
import { fontNames, readFonts, runsOf } from './fonts.ts';

const PAGE_MARGINS: [number, number, number, number] = [48, 48, 48, 56];
const FONT_SIZE = 9.5;
const SMALL_SIZE = 7.5;
const LINE_HEIGHT = 1.25;
/** Where a line may end and nothing is seen. */
const MAY_END = '\u200b';
const THAI_LETTERS = /[\u0e00-\u0e7f]/;
/** A tone mark, and sara am after it: the ring of the one stands below the other, so it has to be set first. */
const SARA_AM = /([\u0e48-\u0e4b]?)\u0e33/g;
const RING_FIRST = '\u0e4d$1\u0e32';

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });
let isOpen = false;

export type { Content };

export interface Paper {
  title: string;
  locale: string;
  /** Stands in the file, so that the same paper is the same file. */
  at: Date;
  content: Content[];
  /** At the foot of every page, beside its number. */
  foot: string;
}

/** Words in fonts that have all their letters; Thai may end a line between any two words. */
export function say(text: string, style: Style = {}): ContentText {
  const cut = THAI_LETTERS.test(text)
    ? [...thaiWords.segment(text)].map(({ segment }) => segment.replace(SARA_AM, RING_FIRST)).join(MAY_END)
    : text;
  return { text: runsOf(cut), ...style };
}

/** Prints a paper on A4. The same paper gives the same bytes. */
export async function printPdf({ title, locale, at, content, foot }: Paper): Promise<Buffer> {
  open();
  pdfmake.setFonts(fontNames());
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: PAGE_MARGINS,
      language: locale,
      info: { title, creationDate: at, modDate: at, producer: 'Goodword', creator: 'Goodword' },
      defaultStyle: { font: fontOf('a'), fontSize: FONT_SIZE, lineHeight: LINE_HEIGHT },
      content,
      footer: (page, pages) => ({
        columns: [
          say(foot, { fontSize: SMALL_SIZE, color: '#555' }),
          say(`${page} / ${pages}`, { fontSize: SMALL_SIZE, color: '#555', alignment: 'right' }),
        ],
        margin: [PAGE_MARGINS[0], 16, PAGE_MARGINS[2], 0],
      }),
    })
    .getBuffer();
}

function fontOf(letter: string): string {
  return runsOf(letter)[0]?.font ?? '';
}

/** A paper brings all it shows: the printer opens neither files nor addresses. */
function open(): void {
  if (isOpen) return;
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  // Where the printer looks for fonts; its types know this for browsers only.
  const { virtualfs } = pdfmake as unknown as {
    virtualfs: { writeFileSync(name: string, content: Buffer): void };
  };
  for (const [name, content] of readFonts()) virtualfs.writeFileSync(name, content);
  isOpen = true;
}
