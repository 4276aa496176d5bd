import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, type Options, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { type FileFormat, UnreadableFile } from './format.ts';

/** A row this long is a quote that was never closed. */
const MAX_ROW_BYTES = 1_048_576;
const READ_BYTES = 262_144;

/** One row of a file. `line` is the line it begins on, counted from 1. */
export interface FileRecord {
  line: number;
  cells: string[];
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

export interface RecordStream extends AsyncIterable<FileRecord> {
  /** How much of the file has been read so far: a little ahead of the rows that were handed out. */
  bytesRead(): number;
}

/**
 * The rows of a file, header first, blank lines left out; holds only a few rows at a time.
 * @throws UnreadableFile while iterating, with the line, when the rows cannot be told apart.
 */
export function readRecords(path: string, format: FileFormat): RecordStream {
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  return {
    bytesRead: () => file.bytesRead,
    async *[Symbol.asyncIterator]() {
      let lastLine = 0;
      const parser = new Parser({
        ...parseOptions(format),
        from_line: format.hasSeparatorLine ? 2 : 1,
        info: true,
        // The parser runs ahead of the loop below, and a fault is told where the parser met it.
        on_record: (cells: string[], { lines }) => {
          lastLine = lines;
          return cells;
        },
      });
      // Errors reach the loop below through the parser, which the pipeline destroys with them.
      const ended = () => {};
      if (format.encoding === 'utf-8') pipeline(file, parser, ended);
      else pipeline(file, iconv.decodeStream(format.encoding), parser, ended);
      try {
        for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
          yield { line: info.lines - lineBreaks(record), cells: record };
        }
      } catch (error) {
        throw explainFault(error, lastLine + 1);
      } finally {
        file.destroy();
      }
    },
  };
}

function parseOptions({ delimiter, quote }: Pick<FileFormat, 'delimiter' | 'quote'>): Options {
  return {
    delimiter,
    quote,
    escape: quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    // A quote in the middle of a plain cell (5" pipe) is a character like any other.
    relax_quotes: true,
    // Rows of another width are refused one by one, by whoever knows the header.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
  };
}

function lineBreaks(cells: string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}

function explainFault(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new UnreadableFile('quoteNotClosed', { line });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new UnreadableFile('rowTooLong', { line });
  return new UnreadableFile('malformed', { line });
}

/** The first rows of a text that may be cut off anywhere, for guessing at its format. */
export function parseText(
  text: string,
  { maxRows, ...format }: Pick<FileFormat, 'delimiter' | 'quote'> & { maxRows: number },
): string[][] {
  const rows: string[][] = [];
  try {
    parse(text, {
      ...parseOptions(format),
      to: maxRows,
      on_record: (cells: string[]) => {
        rows.push(cells);
        return null;
      },
    });
  } catch (error) {
    // What is cut off in a quoted cell has given its whole rows already.
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}
