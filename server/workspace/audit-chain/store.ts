import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Gap, SealedContent } from './seals.ts';

export interface Head {
  sequence: number;
  chainHash: string;
  seal: string | null;
  sealedAt: Date | null;
}

export interface ChainRow extends SealedContent {
  before: unknown;
  after: unknown;
  detailHash: string | null;
  seal: string | null;
  sequence: number | null;
  chainHash: string | null;
  blankSeal: string | null;
}

const columns = [
  ...(['id', 'at', 'actorKind', 'actorId', 'actorName', 'action', 'objectType', 'objectId'] as const),
  ...(['requestId', 'before', 'after', 'detailHash', 'seal', 'sequence', 'chainHash', 'blankSeal'] as const),
] as const;

/** The end of the chain, held until the transaction ends: one seals, or deletes, at a time. */
export async function lockHead(workspaceId: string): Promise<Head> {
  await db()
    .insertInto('workspace.auditChains')
    .values({ workspaceId })
    .onConflict((conflict) => conflict.column('workspaceId').doNothing())
    .execute();
  return db()
    .selectFrom('workspace.auditChains')
    .select(['sequence', 'chainHash', 'seal', 'sealedAt'])
    .where('workspaceId', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function findHead(workspaceId: string): Promise<Head | null> {
  const row = await db()
    .selectFrom('workspace.auditChains')
    .select(['sequence', 'chainHash', 'seal', 'sealedAt'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateHead(workspaceId: string, head: Head): Promise<void> {
  await db().updateTable('workspace.auditChains').set(head).where('workspaceId', '=', workspaceId).execute();
}

/** Workspaces with rows that have no place yet; reads across workspaces on purpose, for the job. */
export async function selectUnsealedWorkspaces(): Promise<string[]> {
  const rows = await db()
    .selectFrom('workspace.auditEntries')
    .select('workspaceId')
    .distinct()
    .where('sequence', 'is', null)
    .execute();
  return rows.map(({ workspaceId }) => workspaceId);
}

/** Rows that have no place yet, in the order of their ids. */
export async function selectUnsealed(workspaceId: string, limit: number): Promise<ChainRow[]> {
  return db()
    .selectFrom('workspace.auditEntries')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('sequence', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Rows that have a place after this one, in their order. */
export async function selectSealedAfter(
  workspaceId: string,
  sequence: number,
  limit: number,
): Promise<(ChainRow & { sequence: number })[]> {
  const rows = await db()
    .selectFrom('workspace.auditEntries')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows as (ChainRow & { sequence: number })[];
}

export interface Place {
  id: string;
  sequence: number;
  chainHash: string;
  detailHash: string | null;
  seal: string | null;
}

export async function placeEntries(workspaceId: string, places: readonly Place[]): Promise<void> {
  await sql`
    update workspace.audit_entries entry
    set sequence = place.sequence, chain_hash = place."chainHash", detail_hash = place."detailHash",
      seal = place.seal
    from json_to_recordset(${JSON.stringify(places)}::json) as place(
      id text, sequence bigint, "chainHash" text, "detailHash" text, seal text)
    where entry.workspace_id = ${workspaceId} and entry.id = place.id`.execute(db());
}

/** Takes out what changed; a row that is older than the chain has nothing yet that could be sealed. */
export async function blankEntries(
  workspaceId: string,
  blanks: readonly { id: string; seal: string | null }[],
): Promise<void> {
  if (blanks.length === 0) return;
  await sql`
    update workspace.audit_entries entry
    set before = null, after = null, blanked_at = now(), blank_seal = blank.seal
    from json_to_recordset(${JSON.stringify(blanks)}::json) as blank(id text, seal text)
    where entry.workspace_id = ${workspaceId} and entry.id = blank.id`.execute(db());
}

/** Every run of rows that retention deleted, in their order. */
export async function selectGaps(workspaceId: string): Promise<(Gap & { seal: string })[]> {
  return db()
    .selectFrom('workspace.auditGaps')
    .select(['firstSequence', 'lastSequence', 'lastHash', 'seal'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('firstSequence')
    .execute();
}

export async function replaceGaps(
  workspaceId: string,
  gaps: readonly (Gap & { seal: string })[],
): Promise<void> {
  await db().deleteFrom('workspace.auditGaps').where('workspaceId', '=', workspaceId).execute();
  if (gaps.length === 0) return;
  await db()
    .insertInto('workspace.auditGaps')
    .values(gaps.map((gap) => ({ workspaceId, ...gap })))
    .execute();
}

/** @returns the runs of places that were left, and how many rows there were. */
export async function deleteSealedBefore(
  workspaceId: string,
  before: Date,
): Promise<(Gap & { count: number })[]> {
  const { rows } = await sql<Gap & { count: number }>`
    with gone as (
      delete from workspace.audit_entries
      where workspace_id = ${workspaceId} and at < ${before} and sequence is not null
      returning sequence, chain_hash
    ), numbered as (
      select sequence, chain_hash, sequence - row_number() over (order by sequence) as run from gone
    )
    select min(sequence) as "firstSequence", max(sequence) as "lastSequence", count(*) as count,
      (array_agg(chain_hash order by sequence desc))[1] as "lastHash"
    from numbered group by run order by 1`.execute(db());
  return rows;
}

export interface CheckResult {
  checkedAt: Date;
  checkedUntil: Date | null;
  checkedEntries: number;
  faultCount: number;
  faults: unknown[];
}

export async function saveCheck(workspaceId: string, { faults, ...check }: CheckResult): Promise<void> {
  await db()
    .updateTable('workspace.auditChains')
    .set({ ...check, faults: JSON.stringify(faults) })
    .where('workspaceId', '=', workspaceId)
    .execute();
}

export async function findCheck(workspaceId: string) {
  return db()
    .selectFrom('workspace.auditChains')
    .select(['checkedAt', 'checkedUntil', 'checkedEntries', 'faultCount', 'faults'])
    .where('workspaceId', '=', workspaceId)
    .where('checkedAt', 'is not', null)
    .executeTakeFirst();
}
