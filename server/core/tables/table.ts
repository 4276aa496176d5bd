/** What a cell of a table can hold; a missing value is an empty cell. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Rows under the names of their columns, read as they are wanted. */
export interface Table {
  header: string[];
  rows: AsyncIterable<Cell[]>;
}

/** How each column of a row is read, by the name of the column. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;

export function tableOf<Row>(columns: Columns<Row>, rows: AsyncIterable<Row>): Table {
  const readers = Object.values(columns);
  async function* cells() {
    for await (const row of rows) yield readers.map((read) => read(row));
  }
  return { header: Object.keys(columns), rows: cells() };
}

interface PageOfRows<Row> {
  data: Row[];
  nextCursor: string | null;
}

/** Every row of a list that is read by pages, one page in memory at a time. */
export async function* rowsOfPages<Row>(
  readPage: (cursor: string | undefined) => Promise<PageOfRows<Row>>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** Every row of a list that is read by what comes after an id. */
export async function* rowsAfter<Row extends { id: string }>(
  readAfter: (afterId: string) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let afterId = '';
  for (;;) {
    const rows = await readAfter(afterId);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    afterId = last.id;
  }
}
