import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HealthBand, Stage } from '../rules.ts';
import type { AccountFilters } from '../schema/account.ts';
import { allOf } from './conditions.ts';
import { feels } from './feelings.ts';
import { conditionOf } from './list-accounts.ts';

/** An account with the figures by which it is judged what became of it. */
export interface MatchedAccount {
  id: string;
  name: string;
  stage: Stage;
  ownerId: string | null;
  onboardedAt: Date | null;
  mrrMinor: number | null;
  currency: string | null;
  healthScore: number | null;
  healthBand: HealthBand;
  churnRisk: number | null;
  /** An ISO day. */
  renewsOn: string | null;
  affiliateId: string | null;
}

/** In the order of their ids. */
export async function selectMatching(
  workspaceId: string,
  filters: AccountFilters,
  { at, accountIds }: { at: Date; accountIds: string[] | null },
): Promise<MatchedAccount[]> {
  const isOne = accountIds ? sql<boolean>`a.id = any(${accountIds}::text[])` : undefined;
  const { rows } = await sql<MatchedAccount>`
    select a.id, a.name, a.stage, a.owner_id, a.onboarded_at, f.mrr_minor, f.currency, f.health_score,
      f.health_band, f.churn_risk, f.renews_on::text as renews_on, f.affiliate_id
    from customers.accounts a
    join customers.account_figures f on f.workspace_id = a.workspace_id and f.account_id = a.id
    where a.workspace_id = ${workspaceId} and f.workspace_id = ${workspaceId}
      and ${allOf([isOne, conditionOf(filters), feels(filters.feeling, at)])}
    order by a.id`.execute(db());
  return rows;
}

/** Whose day of renewal has passed, so that the next one is to be found. */
export async function selectRenewedBefore(workspaceId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select account_id as id from customers.account_figures
    where workspace_id = ${workspaceId} and renews_on < ${day}::date order by account_id`.execute(db());
  return rows.map(({ id }) => id);
}
