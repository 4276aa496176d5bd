import type { FileFormat } from './format.ts';
import { type FileRecord, readRecords } from './read-records.ts';

const BATCH_ROWS = 1_000;
/** Rows may be long; a batch stays small all the same. */
const BATCH_CHARACTERS = 4_194_304;

export interface Batch {
  records: FileRecord[];
  /** How much of the file has been read, for a progress display. */
  bytesDone: number;
}

/**
 * The rows below the header in batches, rows without any value left out.
 * @param skipRows how many rows an earlier attempt has dealt with.
 * @throws UnreadableFile while iterating, when the rows cannot be told apart.
 */
export async function* readBatches(
  path: string,
  format: FileFormat,
  skipRows: number,
): AsyncGenerator<Batch> {
  const stream = readRecords(path, format);
  let records: FileRecord[] = [];
  let characters = 0;
  let index = -1;
  for await (const record of stream) {
    if (index >= 0 && record.cells.every((cell) => cell.trim() === '')) continue;
    index += 1;
    if (index <= skipRows) continue;
    records.push(record);
    for (const cell of record.cells) characters += cell.length;
    if (records.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield { records, bytesDone: stream.bytesRead() };
    records = [];
    characters = 0;
  }
  if (records.length > 0) yield { records, bytesDone: stream.bytesRead() };
}
