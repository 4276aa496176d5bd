import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, type Options, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { type FileFormat, UnreadableFile } from './format.ts';

/** A row this long is a quote that was never closed. */
const MAX_ROW_BYTES = 1_048_576;
const READ_BYTES = 65_536;

/** One row of a file. `line` is the line it begins on, counted from 1. */
export interface FileRecord {
  line: number;
  cells: string[];
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
      const lines = new LineCounter();
      const parser = new Parser({
        ...parseOptions(format),
        from_line: format.hasSeparatorLine ? 2 : 1,
        on_record: (cells: string[], context) => {
          lines.add(cells, context.lines);
          return cells;
        },
      });
      // Errors reach the loop below through the parser, which the pipeline destroys with them.
      const ended = () => {};
      if (format.encoding === 'utf-8') pipeline(file, parser, ended);
      else pipeline(file, iconv.decodeStream(format.encoding), parser, ended);
      try {
        for await (const cells of parser as AsyncIterable<string[]>) yield { line: lines.take(), cells };
      } catch (error) {
        throw explainFault(error, lines.next);
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

/**
 * On which line each row begins. The parser tells the last line of a row, runs some rows ahead of its reader, and
 * takes a Windows line end inside quotes for two.
 */
class LineCounter {
  /** Where the row after the last parsed one begins, blank lines aside. */
  next = 1;
  private overcount = 0;
  private readonly starts: number[] = [];

  add(cells: string[], parserLine: number): void {
    let breaks = 0;
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
      this.overcount += cell.match(/\r\n/g)?.length ?? 0;
    }
    const last = parserLine - this.overcount;
    this.starts.push(last - breaks);
    this.next = last + 1;
  }

  /** Of the next row that is handed out. */
  take(): number {
    return this.starts.shift() ?? this.next;
  }
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
