import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { type Encoding, UnreadableFile } from './format.ts';

const CONTROLS = /[^\P{Cc}\t\n\v\f\r\x80-\x9f]/gu;
/** How a web page, an XML, JSON or rich text file begins, and no table. */
const OTHER_TEXT =
  /^(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|html|\?xml|table)\b|\{\\rtf|[[{]\s*(?:[[{]|"[^"]*"\s*:))/i;
const CHUNK_BYTES = 1_048_576;
const HEAD_BYTES = 65_536;
const MAX_CONTROL_SHARE = 0.02;
const MAX_STRAY_CONTROLS = 8;
const MIN_UTF16_NUL_SHARE = 0.05;
/** A few rare characters have their zero byte on the other side. */
const MIN_SIDE_RATIO = 8;
/** One stray zero byte in a short file is damage, not an encoding. */
const MIN_UTF16_NULS = 6;
const MAX_BROKEN_SHARE = 0.1;
/** Letters of a Thai word stand side by side; accented Latin letters stand among plain ones. */
const MIN_THAI_NEIGHBOR_SHARE = 0.5;

const KNOWN_BINARIES: [code: string, start: number[]][] = [
  ['excel', [0xd0, 0xcf, 0x11, 0xe0]],
  ['compressed', [0x1f, 0x8b]],
  ['notText', [0x25, 0x50, 0x44, 0x46]],
];

export interface DetectedEncoding {
  encoding: Encoding;
  hasBrokenBytes: boolean;
}

/**
 * Which encoding a file is in. A byte order mark decides; else the whole file is tried as UTF-8, and one that is
 * not falls to the code page that its first foreign bytes look like.
 * @throws UnreadableFile when the file is empty or not text.
 */
export async function detectEncoding(path: string): Promise<DetectedEncoding> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    const wide = detectFromHead(head.subarray(0, bytesRead));
    if (wide) return { encoding: wide, hasBrokenBytes: false };
  } finally {
    await file.close();
  }
  const foreign = await findForeignChunk(path);
  return foreign ? judgeForeign(foreign) : { encoding: 'utf-8', hasBrokenBytes: false };
}

/** UTF-16 shows in the first bytes; so does what is no text at all. */
function detectFromHead(head: Buffer): Encoding | null {
  if (head.length === 0) throw new UnreadableFile('empty');
  for (const [code, start] of KNOWN_BINARIES) {
    if (start.every((byte, index) => head[index] === byte)) throw new UnreadableFile(code);
  }
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = detectUnmarkedUtf16(head);
  const text = wide ? iconv.decode(head, wide) : head.toString('latin1');
  if (isFullOfControls(text)) throw new UnreadableFile('notText');
  if (OTHER_TEXT.test(text)) throw new UnreadableFile('notTable');
  return wide;
}

/** A few control characters are damage, and left to the rows that hold them. */
function isFullOfControls(text: string): boolean {
  const controls = text.match(CONTROLS)?.length ?? 0;
  return controls > MAX_STRAY_CONTROLS && controls / text.length > MAX_CONTROL_SHARE;
}

/** In UTF-16 every plain letter, comma and line end has a zero byte, always on the same side. */
function detectUnmarkedUtf16(head: Buffer): Encoding | null {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (even + odd < MIN_UTF16_NULS) return null;
  if (odd / half > MIN_UTF16_NUL_SHARE && odd > even * MIN_SIDE_RATIO) return 'utf-16le';
  if (even / half > MIN_UTF16_NUL_SHARE && even > odd * MIN_SIDE_RATIO) return 'utf-16be';
  return null;
}

/** The first part of the file that is not UTF-8, or null when all of it is. */
async function findForeignChunk(path: string): Promise<Buffer | null> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, CHUNK_BYTES - kept);
      const filled = kept + bytesRead;
      // The end of the file cannot be waited for: what is incomplete there is broken.
      const whole = bytesRead === 0 ? filled : wholeCharacters(buffer.subarray(0, filled));
      if (!isUtf8(buffer.subarray(0, whole))) return Buffer.from(buffer.subarray(0, filled));
      if (bytesRead === 0) return null;
      buffer.copyWithin(0, whole, filled);
      kept = filled - whole;
    }
  } finally {
    await file.close();
  }
}

/** How many bytes lie before a character that is cut off at the end. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? chunk.length - back : chunk.length;
  }
  return chunk.length;
}

function judgeForeign(chunk: Buffer): DetectedEncoding {
  let good = 0;
  let broken = 0;
  for (const character of chunk.toString('utf8')) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\x7f') good += 1;
  }
  if (broken <= (good + broken) * MAX_BROKEN_SHARE) return { encoding: 'utf-8', hasBrokenBytes: true };
  const encoding = isThai(chunk) ? 'windows-874' : 'windows-1252';
  return { encoding, hasBrokenBytes: iconv.decode(chunk, encoding).includes('\ufffd') };
}

function isThai(chunk: Buffer): boolean {
  let high = 0;
  let beside = 0;
  let previous = 0;
  for (const byte of chunk) {
    if (byte >= 0xa1) {
      if (byte > 0xfb || (byte > 0xda && byte < 0xdf)) return false;
      high += 1;
      if (previous >= 0xa1) beside += 1;
    }
    previous = byte;
  }
  return high > 0 && beside / high > MIN_THAI_NEIGHBOR_SHARE;
}
