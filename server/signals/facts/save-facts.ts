import { newId } from '../../core/ids.ts';
import { type Fact, type FactTable, selectFacts, upsertFacts } from '../store/fact-table.ts';
import type { Located, LocatedRows } from './locate.ts';

/** What is told of a fact. Absent properties keep what is known. */
export type Told<Row extends Fact> = Partial<Omit<Row, 'id'>> & { externalId: string };

export interface SavedFact<Row extends Fact> {
  /** As it is now. */
  fact: Row;
  /** As it was before, or null when it is new. */
  before: Row | null;
}

/**
 * Creates and updates facts by external id, as one read and one write for the whole batch, and fills in the
 * outcome of each row. When rows share an external id, later ones complete earlier ones.
 * @param initial what a new fact has where nothing is told.
 * @returns only the facts that are new or changed.
 */
export async function saveFacts<Row extends Fact, Input>(
  table: FactTable<Row>,
  workspaceId: string,
  prefix: string,
  batch: LocatedRows<Input>,
  tell: (row: Located<Input>) => Told<Row>,
  initial: Omit<Row, 'id'>,
): Promise<SavedFact<Row>[]> {
  const told = batch.located.map((row) => ({ index: row.index, fact: tell(row) }));
  const known = await selectFacts(
    table,
    workspaceId,
    told.map(({ fact }) => fact.externalId),
  );
  const now = new Map<string, Row>(known);
  const touched = new Set<string>();
  for (const { index, fact } of told) {
    const before = now.get(fact.externalId);
    const after = overlay(before ?? ({ ...initial, id: newId(prefix) } as Row), fact);
    now.set(fact.externalId, after);
    const outcome = outcomeOf(before, after);
    batch.outcomes[index] = { outcome };
    if (outcome !== 'unchanged') touched.add(fact.externalId);
  }
  const rows = [...touched].map((externalId) => now.get(externalId) as Row);
  const ids = await upsertFacts(table, workspaceId, rows);
  return rows.map((fact) => ({
    fact: { ...fact, id: ids.get(fact.externalId) ?? fact.id },
    before: known.get(fact.externalId) ?? null,
  }));
}

function overlay<Row extends Fact>(base: Row, told: Told<Row>): Row {
  const given = Object.entries(told).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}

function outcomeOf<Row extends Fact>(
  before: Row | undefined,
  after: Row,
): 'created' | 'updated' | 'unchanged' {
  if (!before) return 'created';
  const isSame = (Object.keys(after) as (keyof Row)[]).every((name) => isEqual(before[name], after[name]));
  return isSame ? 'unchanged' : 'updated';
}

function isEqual(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

/** The external id of a row that has none of its own: what identifies it, so that telling it again changes nothing. */
export function naturalId(...parts: (string | number | null | undefined)[]): string {
  return `=${parts.map((part) => part ?? '').join('|')}`;
}

/** The accounts that have or had the facts. */
export function accountsOf(
  saved: { fact: { accountId: string }; before: { accountId: string } | null }[],
): string[] {
  return [...new Set(saved.flatMap(({ fact, before }) => [fact.accountId, (before ?? fact).accountId]))];
}
