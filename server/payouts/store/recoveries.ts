import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Recovery, RecoveryQuery, RecoveryState, Repayment } from '../recoveries/schema.ts';

export interface NewRecoveryRow {
  id: string;
  affiliateId: string;
  affiliateName: string;
  currency: string;
  amountMinor: number;
  isByRule: boolean;
  note: string | null;
  openedByName: string;
  openedAt: Date;
}

const repaidMinor = sql<number>`coalesce((select sum(repayment.amount_minor) from payouts.repayments repayment
  where repayment.workspace_id = recovery.workspace_id and repayment.recovery_id = recovery.id
    and repayment.withdrawn_at is null), 0)::bigint`;

function selectRecoveries(workspaceId: string) {
  return db()
    .selectFrom('payouts.recoveries as recovery')
    .where('recovery.workspaceId', '=', workspaceId)
    .select(['recovery.id', 'recovery.affiliateId', 'recovery.affiliateName', 'recovery.currency'])
    .select(['recovery.amountMinor', 'recovery.isByRule', 'recovery.note'])
    .select(['recovery.openedByName', 'recovery.openedAt'])
    .select(['recovery.endedAs', 'recovery.endedBecause', 'recovery.endedByName', 'recovery.endedAt'])
    .select(repaidMinor.as('repaidMinor'));
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRecoveries>['execute']>>[number];

function recoveryOf({ endedAs, ...row }: Row): Recovery {
  const state = (endedAs ?? 'open') as RecoveryState;
  return { ...row, state, openMinor: state === 'open' ? row.amountMinor - row.repaidMinor : 0 };
}

/** Newest first. */
export async function pageOfRecoveries(workspaceId: string, query: RecoveryQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectRecoveries(workspaceId)
    .orderBy('recovery.openedAt', 'desc')
    .orderBy('recovery.id', 'desc')
    .limit(query.limit + 1);
  if (query.state === 'open') select = select.where('recovery.endedAs', 'is', null);
  else if (query.state) select = select.where('recovery.endedAs', '=', query.state);
  if (query.affiliateId) select = select.where('recovery.affiliateId', '=', query.affiliateId);
  if (query.q)
    select = select.where(sql<SqlBool>`strpos(lower(recovery.affiliate_name), lower(${query.q})) > 0`);
  if (after)
    select = select.where(
      sql<SqlBool>`(recovery.opened_at, recovery.id) < (${after.value}::timestamptz, ${after.id})`,
    );
  const rows = (await select.execute()).map(recoveryOf);
  return toPage(rows, query.limit, (row) => ({ value: row.openedAt.toISOString(), id: row.id }));
}

/** Every one of an affiliate, or of all; the newest first. */
export async function listRecoveries(workspaceId: string, affiliateId: string | null): Promise<Recovery[]> {
  let select = selectRecoveries(workspaceId)
    .orderBy('recovery.openedAt', 'desc')
    .orderBy('recovery.id', 'desc');
  if (affiliateId) select = select.where('recovery.affiliateId', '=', affiliateId);
  return (await select.execute()).map(recoveryOf);
}

export async function findRecovery(workspaceId: string, id: string): Promise<Recovery | null> {
  const row = await selectRecoveries(workspaceId).where('recovery.id', '=', id).executeTakeFirst();
  return row ? recoveryOf(row) : null;
}

/** Locked until the transaction ends: two acts on one follow one another. */
export async function lockRecovery(workspaceId: string, id: string): Promise<Recovery | null> {
  await sql`select from payouts.recoveries where workspace_id = ${workspaceId} and id = ${id} for update`.execute(
    db(),
  );
  return findRecovery(workspaceId, id);
}

export async function insertRecovery(workspaceId: string, recovery: NewRecoveryRow): Promise<void> {
  await db()
    .insertInto('payouts.recoveries')
    .values({ workspaceId, ...recovery })
    .execute();
}

/** Ends it, or opens it again where `endedAs` is null. */
export async function updateRecovery(
  workspaceId: string,
  id: string,
  end: {
    endedAs: Exclude<RecoveryState, 'open'> | null;
    endedBecause: string | null;
    endedByName: string | null;
    endedAt: Date | null;
  },
): Promise<void> {
  await db()
    .updateTable('payouts.recoveries')
    .set(end)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** In the order in which they were recorded, those that were withdrawn among them. */
export async function listRepayments(workspaceId: string, recoveryIds: string[]) {
  const rows = await db()
    .selectFrom('payouts.repayments')
    .select(['id', 'recoveryId', 'amountMinor', 'reference', 'recordedByName', 'recordedAt'])
    .select(['withdrawnByName', 'withdrawnAt', sql<string>`received_on::text`.as('receivedOn')])
    .where('workspaceId', '=', workspaceId)
    .where('recoveryId', 'in', ['', ...recoveryIds])
    .orderBy('recordedAt')
    .orderBy('id')
    .execute();
  return rows satisfies Repayment[];
}

export async function insertRepayment(
  workspaceId: string,
  recoveryId: string,
  repayment: Omit<Repayment, 'withdrawnAt' | 'withdrawnByName'>,
): Promise<void> {
  await db()
    .insertInto('payouts.repayments')
    .values({ workspaceId, recoveryId, ...repayment })
    .execute();
}

export async function withdrawRepayment(
  workspaceId: string,
  id: string,
  withdrawn: { withdrawnByName: string; withdrawnAt: Date },
): Promise<void> {
  await db()
    .updateTable('payouts.repayments')
    .set(withdrawn)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
