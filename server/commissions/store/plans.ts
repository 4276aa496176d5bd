import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PlanTerms } from '../schema.ts';

const termColumns = [
  'version.kind',
  'version.rateBasisPoints',
  'version.flatAmountMinor',
  'version.currency',
  'version.recurrence',
  'version.recurrenceMonths',
  'version.holdDays',
  'version.minAmountMinor',
  'version.maxAmountMinor',
  'version.needsApproval',
] as const;

export interface PlanRow extends PlanTerms {
  id: string;
  name: string;
  version: number;
  isDefault: boolean;
  offerIds: string[];
  createdAt: Date;
  archivedAt: Date | null;
}

/** Null ids give every plan, the default first, then the newest. */
export async function listPlanRows(workspaceId: string, ids: string[] | null = null): Promise<PlanRow[]> {
  let select = db()
    .selectFrom('commissions.plans as plan')
    .innerJoin('commissions.planVersions as version', (join) =>
      join
        .onRef('version.workspaceId', '=', 'plan.workspaceId')
        .onRef('version.planId', '=', 'plan.id')
        .onRef('version.version', '=', 'plan.currentVersion'),
    )
    .select([
      'plan.id',
      'plan.name',
      'plan.isDefault',
      'plan.createdAt',
      'plan.archivedAt',
      'version.version',
    ])
    .select(termColumns)
    .select(
      sql<string[]>`array(select offer_id from commissions.offer_plans
        where workspace_id = plan.workspace_id and plan_id = plan.id order by offer_id)`.as('offerIds'),
    )
    .where('plan.workspaceId', '=', workspaceId)
    .orderBy('plan.isDefault', 'desc')
    .orderBy('plan.id', 'desc');
  if (ids) select = select.where('plan.id', 'in', ids);
  return (await select.execute()) as PlanRow[];
}

export async function listVersionRows(workspaceId: string, planId: string) {
  const rows = await db()
    .selectFrom('commissions.planVersions as version')
    .select(['version.version', 'version.createdAt'])
    .select(termColumns)
    .where('version.workspaceId', '=', workspaceId)
    .where('version.planId', '=', planId)
    .orderBy('version.version', 'desc')
    .execute();
  return rows as (PlanTerms & { version: number; createdAt: Date })[];
}

export async function findVersion(
  workspaceId: string,
  planId: string,
  version: number,
): Promise<PlanTerms | null> {
  const row = await db()
    .selectFrom('commissions.planVersions as version')
    .select(termColumns)
    .where('version.workspaceId', '=', workspaceId)
    .where('version.planId', '=', planId)
    .where('version.version', '=', version)
    .executeTakeFirst();
  return (row as PlanTerms | undefined) ?? null;
}

/** Every version of every plan, for recomputing what was booked. Keys are `planId:version`. */
export async function mapVersions(workspaceId: string): Promise<Map<string, PlanTerms>> {
  const rows = await db()
    .selectFrom('commissions.planVersions as version')
    .select(['version.planId', 'version.version'])
    .select(termColumns)
    .where('version.workspaceId', '=', workspaceId)
    .execute();
  return new Map(rows.map((row) => [`${row.planId}:${row.version}`, row as PlanTerms]));
}

export interface OfferTerms extends PlanTerms {
  planId: string;
  planVersion: number;
  /** Changed by the open transaction itself, which may still roll back. */
  isUncommitted: boolean;
}

/** The terms that hold for an offer now: its own plan's, else the default plan's. */
export async function findOfferTerms(workspaceId: string, offerId: string): Promise<OfferTerms | null> {
  const row = await db()
    .selectFrom('commissions.plans as plan')
    .leftJoin('commissions.offerPlans as chosen', (join) =>
      join
        .onRef('chosen.workspaceId', '=', 'plan.workspaceId')
        .onRef('chosen.planId', '=', 'plan.id')
        .on('chosen.offerId', '=', offerId),
    )
    .innerJoin('commissions.planVersions as version', (join) =>
      join
        .onRef('version.workspaceId', '=', 'plan.workspaceId')
        .onRef('version.planId', '=', 'plan.id')
        .onRef('version.version', '=', 'plan.currentVersion'),
    )
    .select(['version.planId', 'version.version as planVersion'])
    .select(termColumns)
    .select(
      sql<boolean>`coalesce(pg_current_xact_id_if_assigned()::xid in (plan.xmin, chosen.xmin, version.xmin), false)`.as(
        'isUncommitted',
      ),
    )
    .where('plan.workspaceId', '=', workspaceId)
    .where((where) => where.or([where('chosen.offerId', 'is not', null), where('plan.isDefault', '=', true)]))
    .orderBy(sql`chosen.offer_id is null`)
    .limit(1)
    .executeTakeFirst();
  return (row as OfferTerms | undefined) ?? null;
}

export async function insertPlan(
  workspaceId: string,
  plan: { id: string; name: string; isDefault: boolean; createdAt: Date },
): Promise<void> {
  await db()
    .insertInto('commissions.plans')
    .values({ workspaceId, currentVersion: 1, ...plan })
    .execute();
}

export async function insertVersion(
  workspaceId: string,
  version: PlanTerms & { planId: string; version: number; createdBy: string; createdAt: Date },
): Promise<void> {
  await db()
    .insertInto('commissions.planVersions')
    .values({ workspaceId, ...version })
    .execute();
}

export async function updatePlan(
  workspaceId: string,
  id: string,
  change: { name?: string; isDefault?: boolean; currentVersion?: number; archivedAt?: Date | null },
): Promise<void> {
  if (Object.values(change).every((value) => value === undefined)) return;
  await db()
    .updateTable('commissions.plans')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function clearDefaultPlan(workspaceId: string): Promise<void> {
  await db()
    .updateTable('commissions.plans')
    .set({ isDefault: false })
    .where('workspaceId', '=', workspaceId)
    .where('isDefault', '=', true)
    .execute();
}

/** Edits of one workspace's plans follow one another: versions are numbered without gaps, one default stays. */
export async function lockPlans(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`commissions.plans:${workspaceId}`}, 0))`.execute(
    db(),
  );
}

export async function upsertOfferPlan(
  workspaceId: string,
  offerId: string,
  planId: string,
  assignedAt: Date,
): Promise<void> {
  await db()
    .insertInto('commissions.offerPlans')
    .values({ workspaceId, offerId, planId, assignedAt })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'offerId']).doUpdateSet({ planId, assignedAt }),
    )
    .execute();
}
