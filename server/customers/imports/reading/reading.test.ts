import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectFormat } from './detect-format.ts';
import { DELIMITERS, ENCODINGS, type FileFormat, UnreadableFile } from './format.ts';
import { readRecords } from './read-records.ts';

const BINARY_RUNS = 200;
const TABLE_RUNS = 120;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'goodword-reading-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(content: string | Uint8Array): string {
  const file = path.join(folder, 'file.csv');
  writeFileSync(file, content);
  return file;
}

async function read(file: string, format?: FileFormat) {
  const records = [];
  for await (const record of readRecords(file, format ?? (await detectFormat(file)))) records.push(record);
  return records;
}

/** What the file says about itself when it cannot be read. */
async function faultOf(content: string | Uint8Array) {
  const fault = await read(write(content)).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(UnreadableFile);
  const { code, values } = fault as UnreadableFile;
  return { code: code.replace('imports:file.', ''), ...values };
}

describe('a file that cannot be read says why', () => {
  it.each([
    ['empty', '', { code: 'empty' }],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { code: 'excel' }],
    ['a packed file', Buffer.from('1f8b0800', 'hex'), { code: 'compressed' }],
    ['a PDF', '%PDF-1.7', { code: 'notText' }],
    ['bytes of any kind', Buffer.alloc(4_096, '\x01\x02\x00\x03'), { code: 'notText' }],
    ['a web page', '\n<!DOCTYPE html><html><body>1,2</body></html>\n', { code: 'notTable' }],
    [
      'a table of a web page, with a mark',
      '\ufeff<table><tr><td>1,2</td></tr></table>',
      { code: 'notTable' },
    ],
    ['JSON', '[\n  {"id": 1, "name": "Acme"}\n]\n', { code: 'notTable' }],
    ['JSON lines', '{"id": 1, "name": "Acme"}\n', { code: 'notTable' }],
    ['rich text', '{\\rtf1\\ansi a,b}', { code: 'notTable' }],
    ['an open quote', 'a,b\n1,2\n3,"4\n5,6\n', { code: 'quoteNotClosed', line: 3 }],
    ['a row without end', `a,b\n1,2\n3,"${'x,\n'.repeat(600_000)}`, { code: 'rowTooLong', line: 3 }],
  ])('%s', async (_name, content, fault) => {
    expect(await faultOf(content)).toEqual(fault);
  });
});

describe('lines', () => {
  it('are counted as a text editor counts them, across quoted line ends, blank lines and mixed line ends', async () => {
    const records = await read(write('a,b\r\n1,"x\ny"\n\n\n3,"p\r\nq"\r\n5,6'));
    expect(records.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'a'],
      [2, '1'],
      [6, '3'],
      [8, '5'],
    ]);
  });
});

describe('the format', () => {
  it.each([
    ['a byte order mark', '\ufeffa;b\n1;2', { encoding: 'utf-8', delimiter: ';' }],
    ['a separator line', 'sep=|\r\na,x|b\r\n1|2', { delimiter: '|', hasSeparatorLine: true }],
    ['single quotes', "'a','b'\n'1,5','2'", { quote: "'", delimiter: ',' }],
    ['text with commas', 'name;note\nx;a, b, c\ny;d', { delimiter: ';' }],
    ['one column', 'name\nx, y\nz', { delimiter: ',' }],
  ])('shows in %s', async (_name, content, format) => {
    expect(await detectFormat(write(content))).toMatchObject(format);
  });

  it.each([
    ['windows-1252', 'name;city\nJosé;Zürich\nFrançois;Genève\n'],
    ['windows-874', 'ชื่อ;เมือง\nสมชาย;กรุงเทพ\nสมหญิง;เชียงใหม่\n'],
    ['utf-16le', 'ชื่อ;เมือง\nสมชาย;กรุงเทพ\n1;2;3\n'],
    ['utf-16be', 'name;city\nJosé;Zürich\n'],
    ['utf-8', 'name;city\nJosé;กรุงเทพ\n'],
  ] as const)('shows %s without a byte order mark', async (encoding, text) => {
    const file = write(iconv.encode(text, encoding));
    expect(await detectFormat(file)).toMatchObject({ encoding, delimiter: ';', hasBrokenBytes: false });
    expect((await read(file)).map(({ cells }) => cells.join(';'))).toEqual(text.trim().split('\n'));
  });

  it('sees a foreign letter far behind the head, also where it lies across two reads', async () => {
    const plain = `a,b\n${'1,2\n'.repeat(524_287)}`;
    const late = Buffer.concat([Buffer.from(plain), Buffer.from([0x4a, 0x6f, 0x73, 0xe9, 0x0a])]);
    expect(await detectFormat(write(late))).toMatchObject({ encoding: 'windows-1252' });
    const split = Buffer.from(`a,b\n1,${'x'.repeat(1_048_569)}é\n`);
    expect(await detectFormat(write(split))).toMatchObject({ encoding: 'utf-8', hasBrokenBytes: false });
  });

  it('keeps UTF-8 with a few broken bytes', async () => {
    const text = Buffer.from(`a,b\n${'é,ü\n'.repeat(50)}`);
    const broken = Buffer.concat([text, Buffer.from([0x78, 0xff, 0x0a])]);
    expect(await detectFormat(write(broken))).toMatchObject({ encoding: 'utf-8', hasBrokenBytes: true });
  });
});

describe('whatever comes in', () => {
  it('is read or refused with a sentence: no bytes break the reader', async () => {
    const tables = fc.stringMatching(/^[a-c,;|"'\t\r\n\0]{0,200}$/).map((text) => Buffer.from(text));
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), tables);
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        try {
          await read(write(content));
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: BINARY_RUNS },
    );
  });

  it('reads back what was written, in every encoding, with every delimiter', async () => {
    const letters = { utf: fc.string({ unit: 'grapheme' }), latin: latinText(), thai: thaiText() };
    const table = fc.record({
      encoding: fc.constantFrom(...ENCODINGS),
      delimiter: fc.constantFrom(...DELIMITERS),
      hasMark: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      width: fc.integer({ min: 2, max: 5 }),
    });
    const tableWithRows = table.chain((shape) => {
      const isLatin = shape.encoding === 'windows-1252';
      const cell = isLatin ? letters.latin : shape.encoding === 'windows-874' ? letters.thai : letters.utf;
      const row = fc.array(cell.map(storable), { minLength: shape.width, maxLength: shape.width });
      return fc.record({ shape: fc.constant(shape), rows: fc.array(row, { maxLength: 8 }) });
    });
    await fc.assert(
      fc.asyncProperty(tableWithRows, async ({ shape, rows }) => {
        const header = Array.from({ length: shape.width }, (_none, index) => `column ${index}`);
        const text = stringify([header, ...rows], {
          delimiter: shape.delimiter,
          record_delimiter: shape.lineEnd,
          quoted_match: /[\r\n]/,
          quoted_string: true,
        });
        const addBOM = shape.hasMark && shape.encoding.startsWith('utf');
        const file = write(iconv.encode(text, shape.encoding, { addBOM }));
        const format = await detectFormat(file, { encoding: shape.encoding });
        expect(format).toMatchObject({ quote: '"', delimiter: shape.delimiter });
        expect((await read(file, format)).map(({ cells }) => cells)).toEqual([header, ...rows]);
      }),
      { numRuns: TABLE_RUNS },
    );
  });
});

function latinText() {
  return fc.stringMatching(/^[ -~À-ÿ\r\n\t]{0,20}$/);
}

function thaiText() {
  return fc.stringMatching(/^[ -~ก-ฺ฿-๛\r\n\t]{0,20}$/);
}

/** A byte order mark at the head of a cell, and half a character, are nothing that a file can hold. */
function storable(cell: string): string {
  return cell.replaceAll('\ufeff', '').toWellFormed();
}
