import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PlanTerms } from '../plans/schema.ts';

const versionColumns = [
  'version.planId',
  'version.version',
  'version.startsAt',
  'version.noticeDays',
  'version.createdAt',
  'version.kind',
  'version.rateBasisPoints',
  'version.flatAmountMinor',
  'version.currency',
  'version.payIn',
  'version.recurrence',
  'version.recurrenceMonths',
  'version.holdDays',
  'version.minAmountMinor',
  'version.maxAmountMinor',
  'version.needsApproval',
  'version.rules',
  'version.success',
  'version.also',
  'version.maxPerCustomerMinor',
  'version.monthlyBudgetMinor',
] as const;

export interface VersionRow extends PlanTerms {
  planId: string;
  version: number;
  startsAt: Date;
  noticeDays: number;
  createdAt: Date;
}

export interface PlanRow {
  id: string;
  name: string;
  isDefault: boolean;
  offerIds: string[];
  createdAt: Date;
  archivedAt: Date | null;
  /** The newest first. */
  versions: VersionRow[];
}

/** Null ids give every plan, the default first, then the newest. */
export async function listPlanRows(workspaceId: string, ids: string[] | null = null): Promise<PlanRow[]> {
  let select = db()
    .selectFrom('commissions.plans as plan')
    .select(['plan.id', 'plan.name', 'plan.isDefault', 'plan.createdAt', 'plan.archivedAt'])
    .select(
      sql<string[]>`array(select offer_id from commissions.offer_plans
        where workspace_id = plan.workspace_id and plan_id = plan.id order by offer_id)`.as('offerIds'),
    )
    .where('plan.workspaceId', '=', workspaceId)
    .orderBy('plan.isDefault', 'desc')
    .orderBy('plan.id', 'desc');
  if (ids) select = select.where('plan.id', 'in', ids);
  const plans = await select.execute();
  const versions = Map.groupBy(await listVersions(workspaceId, ids), ({ planId }) => planId);
  return plans.map((plan) => ({ ...plan, versions: versions.get(plan.id) ?? [] }));
}

/** Of the plans, or of all; the newest first. */
export async function listVersions(workspaceId: string, planIds: string[] | null): Promise<VersionRow[]> {
  let select = db()
    .selectFrom('commissions.planVersions as version')
    .select(versionColumns)
    .where('version.workspaceId', '=', workspaceId)
    .orderBy('version.version', 'desc');
  if (planIds) select = select.where('version.planId', 'in', planIds);
  return (await select.execute()) as VersionRow[];
}

export async function findVersion(
  workspaceId: string,
  planId: string,
  version: number,
): Promise<VersionRow | null> {
  const row = await db()
    .selectFrom('commissions.planVersions as version')
    .select(versionColumns)
    .where('version.workspaceId', '=', workspaceId)
    .where('version.planId', '=', planId)
    .where('version.version', '=', version)
    .executeTakeFirst();
  return (row as VersionRow | undefined) ?? null;
}

/** The plan that an offer follows: its own, else the default one. */
export interface OfferPlan {
  planId: string;
  versions: VersionRow[];
  /** Changed by the open transaction itself, which may still roll back. */
  isUncommitted: boolean;
}

/** Null where the offer has no plan and there is no default one. */
export async function findOfferPlan(workspaceId: string, offerId: string): Promise<OfferPlan | null> {
  const rows = await db()
    .selectFrom('commissions.plans as plan')
    .leftJoin('commissions.offerPlans as chosen', (join) =>
      join
        .onRef('chosen.workspaceId', '=', 'plan.workspaceId')
        .onRef('chosen.planId', '=', 'plan.id')
        .on('chosen.offerId', '=', offerId),
    )
    .innerJoin('commissions.planVersions as version', (join) =>
      join.onRef('version.workspaceId', '=', 'plan.workspaceId').onRef('version.planId', '=', 'plan.id'),
    )
    .select(versionColumns)
    .select(
      sql<boolean>`coalesce(pg_current_xact_id_if_assigned()::xid in (plan.xmin, chosen.xmin, version.xmin), false)`.as(
        'isUncommitted',
      ),
    )
    .where('plan.workspaceId', '=', workspaceId)
    .where((where) => where.or([where('chosen.offerId', 'is not', null), where('plan.isDefault', '=', true)]))
    .orderBy(sql`chosen.offer_id is null`)
    .orderBy('version.version', 'desc')
    .$castTo<VersionRow & { isUncommitted: boolean }>()
    .execute();
  const planId = rows[0]?.planId;
  if (!planId) return null;
  return {
    planId,
    versions: rows.filter((row) => row.planId === planId),
    isUncommitted: rows.some(({ isUncommitted }) => isUncommitted),
  };
}

/** What the plans of a workspace look at, past versions too. */
export interface PlanTraits {
  /** A plan looks at more than the sale and the customer's first one. */
  looksAtHistory: boolean;
  /** A plan has a budget, which all affiliates share. */
  hasBudget: boolean;
  /** A plan tells new customers from existing ones. */
  asksForNewness: boolean;
  /** A plan pays for milestones of customers. */
  hasMilestones: boolean;
  /** A plan pays whoever recruited the affiliate. */
  hasRecruits: boolean;
  /** A plan gives something beside money. */
  hasNonCash: boolean;
  /** Changed by the open transaction itself, which may still roll back. */
  isUncommitted: boolean;
}

const NO_TRAITS: PlanTraits = {
  looksAtHistory: false,
  hasBudget: false,
  asksForNewness: false,
  hasMilestones: false,
  hasRecruits: false,
  hasNonCash: false,
  isUncommitted: false,
};

export async function readPlanTraits(workspaceId: string): Promise<PlanTraits> {
  const { rows } = await sql<PlanTraits>`
    select coalesce(bool_or(jsonb_array_length(rules) > 0 or max_per_customer_minor is not null
        or monthly_budget_minor is not null or pay_in = 'plan'), false) as looks_at_history,
      coalesce(bool_or(monthly_budget_minor is not null), false) as has_budget,
      coalesce(bool_or(jsonb_path_exists(rules, '$[*].when.customer ? (@ != null)')), false) as asks_for_newness,
      coalesce(bool_or(jsonb_path_exists(also, '$[*] ? (@.kind == "milestone")')), false) as has_milestones,
      coalesce(bool_or(jsonb_path_exists(also, '$[*] ? (@.kind == "recruit")')), false) as has_recruits,
      coalesce(bool_or(jsonb_path_exists(also, '$[*] ? (@.kind == "non_cash")')), false) as has_non_cash,
      coalesce(bool_or(pg_current_xact_id_if_assigned()::xid = version.xmin), false) as is_uncommitted
    from commissions.plan_versions version where workspace_id = ${workspaceId}`.execute(db());
  return rows[0] ?? NO_TRAITS;
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
  version: VersionRow & { createdBy: string },
): Promise<void> {
  await db()
    .insertInto('commissions.planVersions')
    .values({
      workspaceId,
      ...version,
      rules: JSON.stringify(version.rules),
      also: JSON.stringify(version.also),
      success: version.success && JSON.stringify(version.success),
    })
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
