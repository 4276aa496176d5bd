import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { detectEncoding } from './detect-encoding.ts';
import { DELIMITERS, type Delimiter, type Encoding, type FileFormat } from './format.ts';
import { parseText } from './read-records.ts';

const HEAD_BYTES = 262_144;
const MAX_SAMPLE_ROWS = 200;
const SEPARATOR_LINE = /^\ufeff?sep=(.)\r?\n/i;

/** What the user decided about the format; the rest is detected. */
export interface FormatChoices {
  encoding?: Encoding;
  delimiter?: Delimiter;
}

/**
 * How a file is written: encoding, delimiter and quote.
 * @throws UnreadableFile when the file is empty or not text.
 */
export async function detectFormat(path: string, choices: FormatChoices = {}): Promise<FileFormat> {
  const { encoding, hasBrokenBytes } = choices.encoding
    ? { encoding: choices.encoding, hasBrokenBytes: true }
    : await detectEncoding(path);
  const head = iconv.decode(await readHead(path), encoding);
  const separator = SEPARATOR_LINE.exec(head);
  const text = separator ? head.slice(separator[0].length) : head;
  const quote = detectQuote(text);
  const named = DELIMITERS.find((delimiter) => delimiter === separator?.[1]);
  return {
    encoding,
    hasBrokenBytes,
    delimiter: choices.delimiter ?? named ?? detectDelimiter(text, quote),
    quote,
    hasSeparatorLine: separator !== null,
  };
}

async function readHead(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path, { end: HEAD_BYTES - 1 })) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Single quotes count only where they enclose every name of the header. */
function detectQuote(text: string): FileFormat['quote'] {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/^\ufeff/, '');
  return /^'[^']*'([,;\t|]'[^']*')+$/.test(header) ? "'" : '"';
}

/** The delimiter that cuts the header in two or more, and the most rows into as many cells as the header. */
function detectDelimiter(text: string, quote: FileFormat['quote']): Delimiter {
  let best: { delimiter: Delimiter; share: number; width: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const [header, ...rows] = parseText(text, { delimiter, quote, maxRows: MAX_SAMPLE_ROWS });
    const width = header?.length ?? 0;
    if (width < 2) continue;
    const even = rows.filter((row) => row.length === width).length;
    const share = rows.length === 0 ? 1 : even / rows.length;
    if (!best || share > best.share || (share === best.share && width > best.width)) {
      best = { delimiter, share, width };
    }
  }
  return best?.delimiter ?? ',';
}
