import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { toStorableJson } from '../../rules.ts';
import type { ErasureQuery, PersonErasure, PersonHold } from '../schema.ts';

const columns = ['id', 'personId', 'erasedAt', 'erasedByName', 'parts'] as const;

export async function insertErasure(
  workspaceId: string,
  { parts, ...erasure }: PersonErasure & { erasedBy: string },
): Promise<void> {
  await db()
    .insertInto('customers.erasures')
    .values({ workspaceId, ...erasure, parts: toStorableJson(parts) })
    .execute();
}

/** Of the person who had this id; null where nobody who had it was erased. */
export async function findErasure(workspaceId: string, personId: string): Promise<PersonErasure | null> {
  const row = await db()
    .selectFrom('customers.erasures')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .$castTo<PersonErasure>()
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export async function pageOfErasures(workspaceId: string, { cursor, limit }: ErasureQuery) {
  const after = decodeCursor(cursor);
  let select = db()
    .selectFrom('customers.erasures')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('erasedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after)
    select = select.where(sql<boolean>`(erased_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = await select.$castTo<PersonErasure>().execute();
  return toPage(rows, limit, (row) => ({ value: row.erasedAt.toISOString(), id: row.id }));
}

export async function insertSuppressions(
  workspaceId: string,
  fingerprints: string[],
  suppressedAt: Date,
): Promise<void> {
  if (fingerprints.length === 0) return;
  await db()
    .insertInto('customers.suppressions')
    .values(fingerprints.map((fingerprint) => ({ workspaceId, fingerprint, suppressedAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Which of these stand for somebody who was erased. */
export async function selectSuppressed(workspaceId: string, fingerprints: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ fingerprint: string }>`select fingerprint from customers.suppressions
    where workspace_id = ${workspaceId} and fingerprint = any(${fingerprints}::text[])`.execute(db());
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

/** A workspace in which nobody was erased needs no look at anybody's address. */
export async function hasSuppressions(workspaceId: string): Promise<boolean> {
  const { rows } =
    await sql`select from customers.suppressions where workspace_id = ${workspaceId} limit 1`.execute(db());
  return rows.length > 0;
}

export async function findHold(workspaceId: string, personIds: string[]): Promise<PersonHold | null> {
  const row = await db()
    .selectFrom('customers.personHolds')
    .select(['reason', 'heldByName', 'heldAt'])
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', (eb) => eb.fn.any(eb.val(personIds)))
    .orderBy('heldAt')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertHold(
  workspaceId: string,
  hold: PersonHold & { personId: string; heldBy: string },
): Promise<void> {
  await db()
    .insertInto('customers.personHolds')
    .values({ workspaceId, ...hold })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'personId']).doUpdateSet(hold))
    .execute();
}

/** @returns whether there was one. */
export async function deleteHold(workspaceId: string, personId: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('customers.personHolds')
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
