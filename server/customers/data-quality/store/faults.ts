import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { allOf, type Condition, isAnyOf } from '../../store/conditions.ts';
import type { FaultKey } from '../rules.ts';
import type { FaultQuery } from '../schema.ts';
import { faultyRecords, type Look } from './sources.ts';

/** A record with a fault; `suggested` is what would be right. */
export interface FaultRow {
  id: string;
  name: string;
  detail: string | null;
  ownerId: string | null;
  suggested: string | null;
  label: string | null;
}

/** How many records of each owner have the fault. */
export async function countFaults(
  fault: FaultKey,
  look: Look,
): Promise<{ ownerId: string | null; count: number }[]> {
  const { from, where, owner } = faultyRecords(fault, look);
  const { rows } = await sql<{ ownerId: string | null; count: number }>`
    select ${owner} as owner_id, count(*)::integer as count from ${from} where ${where} group by 1`.execute(
    db(),
  );
  return rows;
}

/** What is worth most first. */
export async function pageOfFaults(fault: FaultKey, look: Look, { ownerId, cursor, limit }: FaultQuery) {
  const { where, owner, worth, id } = faultyRecords(fault, look);
  const after = decodeCursor(cursor);
  const isPast = after ? sql<boolean>`(${worth}, ${id}) < (${Number(after.value)}, ${after.id})` : undefined;
  const rows = await selectFaults(fault, look, {
    where: allOf([where, isAnyOf(owner, ownerId), isPast]),
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => ({ value: row.worth, id: row.id }));
}

/** Those of these records that have the fault and a suggestion. */
export async function selectMendable(fault: FaultKey, look: Look, ids: string[]): Promise<FaultRow[]> {
  const { where, id } = faultyRecords(fault, look);
  const isAsked = sql<boolean>`${id} = any(${ids}::text[])`;
  const rows = await selectFaults(fault, look, { where: allOf([where, isAsked]), limit: ids.length });
  return rows.filter(({ suggested }) => suggested !== null);
}

async function selectFaults(
  fault: FaultKey,
  look: Look,
  { where, limit }: { where: Condition; limit: number },
): Promise<(FaultRow & { worth: number })[]> {
  const { from, owner, worth, id, name, detail, suggestion, label } = faultyRecords(fault, look);
  const { rows } = await sql<FaultRow & { worth: number }>`
    select ${id} as id, ${name} as name, ${detail} as detail, ${owner} as owner_id, ${worth} as worth,
      s.value as suggested, ${label} as label
    from ${from} cross join lateral (select ${suggestion ?? sql`null`}::text as value) s
    where ${where} order by ${worth} desc, ${id} desc limit ${limit}`.execute(db());
  return rows;
}
