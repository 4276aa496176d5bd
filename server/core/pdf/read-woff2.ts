import { brotliDecompressSync } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { restoreGlyphs } from './restore-glyphs.ts';

const SIGNATURE = 'wOF2';
const HEADER_REST_BYTES = 24;
const OWN_TAG = 63;
const UNTRANSFORMED_OUTLINES = 3;
const SFNT_HEADER_BYTES = 12;
const SFNT_RECORD_BYTES = 16;
/** The tags that a table's flags can stand for, four characters each. Source: WOFF File Format 2.0, section 4.1. */
const KNOWN_TAGS = [
  'cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkernLTSHPCLTVDMXvhea',
  'vmtxBASEGDEFGPOSGSUBEBSCJSTFMATHCBDTCBLCCOLRCPALSVG sbixacntavarbdatblocbslncvarfdscfeatfmtxfvar',
  'gvarhstyjustlcarmortmorxopbdproptrakZapfSilfGlatGlocFeatSill',
].join('');

/** What turns one font into many. Without them it is the one that its outlines show; printers cannot cut the others. */
const VARIATION_TABLES = ['avar', 'cvar', 'fvar', 'gvar', 'HVAR', 'MVAR', 'STAT', 'VVAR'];

interface TableEntry {
  tag: string;
  byteCount: number;
  isTransformed: boolean;
}

/**
 * A font as the web has it, as a plain TrueType font in its default weight: what PDF can hold. Source: WOFF File Format 2.0.
 * @throws Error for what is no WOFF2, and for the few forms that our fonts do not have (collections, packed metrics).
 */
export function readWoff2(file: Buffer): Buffer {
  const reader = new ByteReader(file);
  if (reader.take(SIGNATURE.length).toString('latin1') !== SIGNATURE) throw new Error('not a WOFF2 font');
  const flavor = reader.long();
  reader.long();
  const tableCount = reader.word();
  reader.word();
  reader.long();
  const packedByteCount = reader.long();
  reader.take(HEADER_REST_BYTES);
  const entries = Array.from({ length: tableCount }, () => readEntry(reader));
  const content = new ByteReader(brotliDecompressSync(reader.take(packedByteCount)));
  const tables = new Map(entries.map((entry) => [entry.tag, content.take(entry.byteCount)]));
  for (const { tag, isTransformed } of entries) {
    if (isTransformed && tag !== 'glyf' && tag !== 'loca') throw new Error(`${tag} is packed`);
  }
  const outlines = tables.get('glyf');
  if (outlines && entries.some(({ tag, isTransformed }) => tag === 'glyf' && isTransformed)) {
    const { glyf, loca } = restoreGlyphs(outlines);
    tables.set('glyf', glyf).set('loca', loca);
  }
  for (const tag of VARIATION_TABLES) tables.delete(tag);
  return writeFont(flavor, tables);
}

function readEntry(reader: ByteReader): TableEntry {
  const flags = reader.byte();
  const known = flags & OWN_TAG;
  const tag =
    known === OWN_TAG ? reader.take(4).toString('latin1') : KNOWN_TAGS.slice(known * 4, known * 4 + 4);
  const version = flags >> 6;
  const isOutline = tag === 'glyf' || tag === 'loca';
  const isTransformed = isOutline ? version !== UNTRANSFORMED_OUTLINES : version !== 0;
  const plainByteCount = reader.packedLong();
  return { tag, isTransformed, byteCount: isTransformed ? reader.packedLong() : plainByteCount };
}

/** Tables in the order of their tags, each on a boundary of four bytes. Checksums are left out: nothing here reads them. */
function writeFont(flavor: number, tables: Map<string, Buffer>): Buffer {
  const sorted = [...tables].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const head = Buffer.alloc(SFNT_HEADER_BYTES + SFNT_RECORD_BYTES * sorted.length);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(sorted.length, 4);
  const parts: Buffer[] = [head];
  let offset = head.length;
  sorted.forEach(([tag, bytes], index) => {
    const record = SFNT_HEADER_BYTES + SFNT_RECORD_BYTES * index;
    head.write(tag, record, 'latin1');
    head.writeUInt32BE(offset, record + 8);
    head.writeUInt32BE(bytes.length, record + 12);
    const padding = Buffer.alloc(-bytes.length & 3);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  });
  return Buffer.concat(parts);
}
