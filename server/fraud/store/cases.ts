import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { CaseQuery, CaseState } from '../schema.ts';

export interface CaseRow {
  id: string;
  affiliateId: string;
  state: CaseState;
  isHolding: boolean;
  openedAt: Date;
  foundAt: Date;
  decidedAt: Date | null;
}

function selectCases(workspaceId: string) {
  return db()
    .selectFrom('fraud.cases as found')
    .select(['found.id', 'found.affiliateId', sql<CaseState>`found.state`.as('state'), 'found.isHolding'])
    .select(['found.openedAt', 'found.foundAt', 'found.decidedAt'])
    .where('found.workspaceId', '=', workspaceId);
}

/** Findings on one affiliate follow one another, so that there is one undecided case. */
export async function lockAffiliate(workspaceId: string, affiliateId: string): Promise<void> {
  const key = `fraud:${workspaceId}:${affiliateId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}

export async function findUndecidedCase(workspaceId: string, affiliateId: string): Promise<CaseRow | null> {
  const row = await selectCases(workspaceId)
    .where('found.affiliateId', '=', affiliateId)
    .where('found.state', 'in', ['open', 'watching'])
    .executeTakeFirst();
  return row ?? null;
}

export async function findCase(workspaceId: string, id: string): Promise<CaseRow | null> {
  return (await selectCases(workspaceId).where('found.id', '=', id).executeTakeFirst()) ?? null;
}

/** The latest evidence first. */
export async function pageOfCases(workspaceId: string, query: CaseQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectCases(workspaceId)
    .orderBy('found.openedAt', 'desc')
    .orderBy('found.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('found.state', '=', query.state);
  if (query.affiliateId) select = select.where('found.affiliateId', '=', query.affiliateId);
  if (query.rule)
    select = select.where(
      sql<SqlBool>`exists (select from fraud.findings finding where finding.workspace_id = found.workspace_id
        and finding.case_id = found.id and finding.rule = ${query.rule})`,
    );
  if (after)
    select = select.where(
      sql<SqlBool>`(date_trunc('milliseconds', found.opened_at), found.id) < (${after.value}::timestamptz, ${after.id})`,
    );
  return toPage(await select.execute(), query.limit, (row) => ({
    value: row.openedAt.toISOString(),
    id: row.id,
  }));
}

export async function insertCase(
  workspaceId: string,
  row: { id: string; affiliateId: string; openedAt: Date },
): Promise<CaseRow> {
  const opened = { ...row, state: 'open' as const, isHolding: true, foundAt: row.openedAt };
  await db()
    .insertInto('fraud.cases')
    .values({ workspaceId, ...opened })
    .execute();
  return { ...opened, decidedAt: null };
}

export async function updateCase(
  workspaceId: string,
  id: string,
  change: { state?: CaseState; isHolding?: boolean; foundAt?: Date; decidedAt?: Date | null },
): Promise<void> {
  await db()
    .updateTable('fraud.cases')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** When each affiliate was last found to be in order: what came before is settled. */
export async function mapSettledAt(workspaceId: string): Promise<Map<string, Date>> {
  const rows = await db()
    .selectFrom('fraud.cases')
    .select(['affiliateId', sql<Date>`max(decided_at)`.as('settledAt')])
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'approved')
    .groupBy('affiliateId')
    .execute();
  return new Map(rows.map(({ affiliateId, settledAt }) => [affiliateId, settledAt]));
}

/** @returns those that the case did not concern before. */
export async function insertCaseCommissions(
  workspaceId: string,
  caseId: string,
  commissionIds: string[],
  addedAt: Date,
): Promise<string[]> {
  if (commissionIds.length === 0) return [];
  const rows = await db()
    .insertInto('fraud.caseCommissions')
    .values(commissionIds.map((commissionId) => ({ workspaceId, caseId, commissionId, addedAt })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('commissionId')
    .execute();
  return rows.map((row) => row.commissionId);
}

/** By case. */
export async function mapCaseCommissions(
  workspaceId: string,
  caseIds: string[],
): Promise<Map<string, string[]>> {
  const rows = await db()
    .selectFrom('fraud.caseCommissions')
    .select(['caseId', 'commissionId'])
    .where('workspaceId', '=', workspaceId)
    .where('caseId', '=', sql<string>`any(${caseIds})`)
    .orderBy('commissionId')
    .execute();
  const groups = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map([...groups].map(([id, own]) => [id, own.map(({ commissionId }) => commissionId)]));
}

export async function countCases(workspaceId: string): Promise<Map<CaseState, number>> {
  const rows = await db()
    .selectFrom('fraud.cases')
    .select([sql<CaseState>`state`.as('state'), sql<number>`count(*)`.as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}
