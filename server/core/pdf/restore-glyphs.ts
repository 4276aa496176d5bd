import { ByteReader } from './byte-reader.ts';

const COMPOSITE = 0xffff;
const ON_CURVE = 0x01;
/** Flags of a component of a composite glyph. Source: OpenType, table glyf. */
const ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_TWO_BY_TWO = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;

interface Point {
  x: number;
  y: number;
  isOnCurve: boolean;
}

/** The streams of a packed glyf table. Source: WOFF File Format 2.0, section 5.1. */
interface Streams {
  contourCounts: ByteReader;
  pointCounts: ByteReader;
  flags: ByteReader;
  coordinates: ByteReader;
  composites: ByteReader;
  boxes: ByteReader;
  instructions: ByteReader;
  hasBox(glyph: number): boolean;
}

/** The tables glyf and loca as TrueType has them, loca in its long form or its short one as the font says. */
export function restoreGlyphs(packed: Buffer): { glyf: Buffer; loca: Buffer } {
  const reader = new ByteReader(packed);
  reader.long();
  const glyphCount = reader.word();
  const isLong = reader.word() === 1;
  const sizes = Array.from({ length: 7 }, () => reader.long());
  const parts = sizes.map((size) => reader.take(size));
  const streams = streamsOf(parts, glyphCount);
  const glyphs: Buffer[] = [];
  const offsets = [0];
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    const bytes = restoreGlyph(streams, glyph);
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
    glyphs.push(padded);
    offsets.push((offsets.at(-1) ?? 0) + padded.length);
  }
  const loca = Buffer.alloc(offsets.length * (isLong ? 4 : 2));
  offsets.forEach((offset, index) => {
    if (isLong) loca.writeUInt32BE(offset, index * 4);
    else loca.writeUInt16BE(offset / 2, index * 2);
  });
  return { glyf: Buffer.concat(glyphs), loca };
}

function streamsOf(parts: Buffer[], glyphCount: number): Streams {
  const [contourCounts, pointCounts, flags, coordinates, composites, boxes, instructions] = parts.map(
    (part) => new ByteReader(part),
  ) as [ByteReader, ByteReader, ByteReader, ByteReader, ByteReader, ByteReader, ByteReader];
  const bitmap = boxes.take(((glyphCount + 31) >> 5) << 2);
  const hasBox = (glyph: number) => ((bitmap[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0;
  return { contourCounts, pointCounts, flags, coordinates, composites, boxes, instructions, hasBox };
}

function restoreGlyph(streams: Streams, glyph: number): Buffer {
  const contourCount = streams.contourCounts.word();
  if (contourCount === 0) return Buffer.alloc(0);
  if (contourCount === COMPOSITE) return restoreComposite(streams);
  const ends: number[] = [];
  let last = -1;
  for (let contour = 0; contour < contourCount; contour++) {
    last += streams.pointCounts.packedWord();
    ends.push(last);
  }
  const points = readPoints(streams, last + 1);
  const instructions = streams.instructions.take(streams.coordinates.packedWord());
  const box = streams.hasBox(glyph) ? streams.boxes.take(8) : boxAround(points);
  return Buffer.concat([
    words([contourCount]),
    box,
    words(ends),
    words([instructions.length]),
    instructions,
    Buffer.from(points.map(({ isOnCurve }) => (isOnCurve ? ON_CURVE : 0))),
    words(steps(points.map(({ x }) => x))),
    words(steps(points.map(({ y }) => y))),
  ]);
}

/** A composite is kept as it is, but for its instructions. */
function restoreComposite({ composites, boxes, coordinates, instructions }: Streams): Buffer {
  const parts = [words([COMPOSITE]), boxes.take(8)];
  let flags = MORE_COMPONENTS;
  let hasInstructions = false;
  while (flags & MORE_COMPONENTS) {
    const head = composites.take(4);
    flags = head.readUInt16BE();
    hasInstructions ||= (flags & HAS_INSTRUCTIONS) !== 0;
    const scaleBytes = flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_TWO_BY_TWO ? 8 : 0;
    parts.push(head, composites.take((flags & ARE_WORDS ? 4 : 2) + scaleBytes));
  }
  if (hasInstructions) {
    const count = coordinates.packedWord();
    parts.push(words([count]), instructions.take(count));
  }
  return Buffer.concat(parts);
}

function readPoints({ flags, coordinates }: Streams, count: number): Point[] {
  const points: Point[] = [];
  let x = 0;
  let y = 0;
  for (let index = 0; index < count; index++) {
    const flag = flags.byte();
    const [dx, dy] = readStep(coordinates, flag & 0x7f);
    x += dx;
    y += dy;
    points.push({ x, y, isOnCurve: (flag & 0x80) === 0 });
  }
  return points;
}

/** The step from one point to the next. Source: WOFF2, section 5.2, the table of triplets. */
function readStep(reader: ByteReader, code: number): [number, number] {
  const signed = (magnitude: number, bit: number) => (bit & 1 ? magnitude : -magnitude);
  if (code < 10) return [0, signed(((code & 14) << 7) + reader.byte(), code)];
  if (code < 20) return [signed((((code - 10) & 14) << 7) + reader.byte(), code), 0];
  if (code < 84) {
    const at = code - 20;
    const byte = reader.byte();
    return [
      signed(1 + (at & 0x30) + (byte >> 4), code),
      signed(1 + ((at & 0x0c) << 2) + (byte & 15), code >> 1),
    ];
  }
  if (code < 120) {
    const at = code - 84;
    const [dx, dy] = [reader.byte(), reader.byte()];
    return [
      signed(1 + (Math.floor(at / 12) << 8) + dx, code),
      signed(1 + (Math.floor((at % 12) / 4) << 8) + dy, code >> 1),
    ];
  }
  if (code < 124) {
    const [first, second, third] = [reader.byte(), reader.byte(), reader.byte()];
    return [signed((first << 4) + (second >> 4), code), signed(((second & 15) << 8) + third, code >> 1)];
  }
  const dx = reader.word();
  return [signed(dx, code), signed(reader.word(), code >> 1)];
}

function boxAround(points: Point[]): Buffer {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return words([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
}

function steps(values: number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

function words(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16BE(value & 0xffff, index * 2);
  });
  return bytes;
}
