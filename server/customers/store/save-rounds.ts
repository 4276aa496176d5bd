import { newId } from '../../core/ids.ts';
import type { Stage } from '../rules.ts';

/** Where a row's record is. A row takes part in a round only with all its claims. */
interface Located<Row> {
  /** What is to be written of the row. */
  write: Row;
  /** Null when there is no such record yet. */
  id: string | null;
  /** Things that only one row of a round may write, for example a unique e-mail address. */
  claims: string[];
}

export interface Write<Row> {
  id: string;
  row: Row;
}

export interface RoundStore<Row> {
  idPrefix: string;
  /** Answers in the order of the rows. */
  locate(rows: Row[]): Promise<Located<Row>[]>;
  /** @returns the ids of the records that were really changed. */
  update(writes: Write<Row>[]): Promise<Set<string>>;
  /** @returns the ids that were inserted: the other rows were inserted by somebody else meanwhile. */
  insert(writes: Write<Row>[]): Promise<Set<string>>;
}

export interface SavedRow {
  id: string;
  outcome: 'created' | 'updated' | 'unchanged';
}

/** From one stage of the lifecycle to another, or the same when something else changed. */
export interface StageMove {
  id: string;
  from: Stage;
  to: Stage;
}

/**
 * Upserts rows whose record is known by one of several keys. Each round is three statements, however many rows
 * there are; rows that lose a race, or that want what another row of the batch wants, are located anew in the
 * next round. Every round settles at least one row.
 * @returns what became of each row, in order.
 */
export async function saveInRounds<Row>(rows: Row[], store: RoundStore<Row>): Promise<SavedRow[]> {
  const saved = new Map<number, SavedRow>();
  let open = rows.map((_row, index) => index);
  while (open.length > 0) {
    const located = await store.locate(open.map((index) => rows[index] as Row));
    const { known, fresh, later } = divide(located, open, store.idPrefix);
    const updated = known.length > 0 ? await store.update(known) : new Set();
    for (const { id, index } of known)
      saved.set(index, { id, outcome: updated.has(id) ? 'updated' : 'unchanged' });
    const inserted = fresh.length > 0 ? await store.insert(fresh) : new Set();
    for (const { id, index } of fresh) {
      if (inserted.has(id)) saved.set(index, { id, outcome: 'created' });
      else later.push(index);
    }
    open = later;
  }
  return rows.map((_row, index) => saved.get(index) as SavedRow);
}

function divide<Row>(located: Located<Row>[], indexes: number[], idPrefix: string) {
  const claimed = new Set<string>();
  const known: (Write<Row> & { index: number })[] = [];
  const fresh: (Write<Row> & { index: number })[] = [];
  const later: number[] = [];
  for (const [place, { write, id, claims }] of located.entries()) {
    const index = indexes[place] as number;
    const wanted = id ? [id, ...claims] : claims;
    if (wanted.some((claim) => claimed.has(claim))) {
      later.push(index);
      continue;
    }
    for (const claim of wanted) claimed.add(claim);
    if (id) known.push({ id, row: write, index });
    else fresh.push({ id: newId(idPrefix), row: write, index });
  }
  return { known, fresh, later };
}
