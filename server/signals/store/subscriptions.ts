import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Movement } from '../rules/mrr.ts';
import type { SubscriptionTerms } from '../rules/terms.ts';
import type { BillingPeriod, Day } from '../schema/inputs.ts';
import type { Fact, FactTable } from './fact-table.ts';
import { toStorableJson } from './storable-json.ts';

export interface SubscriptionRow extends Fact {
  accountId: string;
  plan: string | null;
  seats: number | null;
  mrrMinor: number;
  currency: string;
  billingPeriod: BillingPeriod;
  isTrial: boolean;
  renews: boolean | null;
  hasUpgraded: boolean;
  hasDowngraded: boolean;
  startedOn: Day;
  endedOn: Day | null;
}

export const SUBSCRIPTIONS: FactTable<SubscriptionRow> = {
  name: 'signals.subscriptions',
  columns: {
    id: 'text',
    externalId: 'text',
    accountId: 'text',
    plan: 'text',
    seats: 'integer',
    mrrMinor: 'bigint',
    currency: 'text',
    billingPeriod: 'text',
    isTrial: 'boolean',
    renews: 'boolean',
    hasUpgraded: 'boolean',
    hasDowngraded: 'boolean',
    startedOn: 'date',
    endedOn: 'date',
  },
};

export interface TermsRow extends SubscriptionTerms {
  subscriptionId: string;
  accountId: string;
}

const termsColumns = sql.raw(`subscription_id as "subscriptionId", account_id as "accountId",
  from_on as "fromOn", until_on as "untilOn", plan, seats, mrr_minor as "mrrMinor", currency, is_trial as "isTrial"`);

export async function selectTermsOfSubscriptions(workspaceId: string, ids: string[]): Promise<TermsRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TermsRow>`
    select ${termsColumns} from signals.subscription_terms
    where workspace_id = ${workspaceId} and subscription_id = any(${ids}::text[])`.execute(db());
  return rows;
}

export async function selectTermsOfAccounts(workspaceId: string, accountIds: string[]): Promise<TermsRow[]> {
  const { rows } = await sql<TermsRow>`
    select ${termsColumns} from signals.subscription_terms
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[])`.execute(db());
  return rows;
}

/** The given subscriptions have these terms from now on, and no others. */
export async function replaceTerms(workspaceId: string, ids: string[], terms: TermsRow[]): Promise<void> {
  await sql`delete from signals.subscription_terms
    where workspace_id = ${workspaceId} and subscription_id = any(${ids}::text[])`.execute(db());
  await sql`
    insert into signals.subscription_terms
      (workspace_id, subscription_id, account_id, from_on, until_on, plan, seats, mrr_minor, currency, is_trial)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${toStorableJson(terms)}::jsonb) as told("subscriptionId" text, "accountId" text,
      "fromOn" date, "untilOn" date, plan text, seats integer, "mrrMinor" bigint, currency text,
      "isTrial" boolean)`.execute(db());
}

/** Makes the subscription itself say what its latest terms are, and whether it ever rose or fell. */
export async function copyLatestTerms(workspaceId: string, ids: string[]): Promise<void> {
  await sql`
    with steps as (
      select subscription_id, from_on, plan, seats, mrr_minor, currency, is_trial,
        mrr_minor - lag(mrr_minor) over history as rise,
        row_number() over (partition by subscription_id order by from_on desc) as age
      from signals.subscription_terms
      where workspace_id = ${workspaceId} and subscription_id = any(${ids}::text[])
      window history as (partition by subscription_id order by from_on)
    ), histories as (
      select subscription_id, bool_or(rise > 0) as has_upgraded, bool_or(rise < 0) as has_downgraded
      from steps group by subscription_id having count(*) > 1
    )
    update signals.subscriptions subscription set
      plan = latest.plan, seats = latest.seats, mrr_minor = latest.mrr_minor, currency = latest.currency,
      is_trial = latest.is_trial,
      has_upgraded = subscription.has_upgraded or histories.has_upgraded,
      has_downgraded = subscription.has_downgraded or histories.has_downgraded
    from steps latest join histories on histories.subscription_id = latest.subscription_id
    where subscription.workspace_id = ${workspaceId} and subscription.id = latest.subscription_id
      and latest.age = 1`.execute(db());
}

export interface MovementRow extends Movement {
  accountId: string;
  currency: string;
}

/** The given accounts have these movements from now on, and no others. */
export async function replaceMovements(
  workspaceId: string,
  accountIds: string[],
  movements: MovementRow[],
): Promise<void> {
  await sql`delete from signals.mrr_movements
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[])`.execute(db());
  await sql`
    insert into signals.mrr_movements (workspace_id, account_id, currency, day, kind, amount_minor)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${JSON.stringify(movements)}::jsonb) as told("accountId" text, currency text,
      day date, kind text, "amountMinor" bigint)
    on conflict (workspace_id, account_id, currency, day) do update set
      kind = excluded.kind, amount_minor = excluded.amount_minor`.execute(db());
}

export async function selectAccountsOfSubscriptions(
  workspaceId: string,
  externalIds: string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<{ externalId: string; accountId: string }>`
    select external_id as "externalId", account_id as "accountId" from signals.subscriptions
    where workspace_id = ${workspaceId} and external_id = any(${externalIds}::text[])`.execute(db());
  return new Map(rows.map((row) => [row.externalId, row.accountId]));
}
