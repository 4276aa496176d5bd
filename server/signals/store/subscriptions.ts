import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Movement } from '../rules/mrr.ts';
import type { RenewingSubscription } from '../rules/renewal.ts';
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

/** What a subscription is by its latest terms. */
export type PresentTerms = Pick<
  SubscriptionRow,
  'id' | 'plan' | 'seats' | 'mrrMinor' | 'currency' | 'isTrial' | 'hasUpgraded' | 'hasDowngraded'
>;

export async function updatePresentTerms(workspaceId: string, present: PresentTerms[]): Promise<void> {
  if (present.length === 0) return;
  await sql`
    update signals.subscriptions subscription set
      plan = told.plan, seats = told.seats, mrr_minor = told."mrrMinor", currency = told.currency,
      is_trial = told."isTrial",
      has_upgraded = subscription.has_upgraded or told."hasUpgraded",
      has_downgraded = subscription.has_downgraded or told."hasDowngraded"
    from jsonb_to_recordset(${toStorableJson(present)}::jsonb) as told(id text, plan text, seats integer,
      "mrrMinor" bigint, currency text, "isTrial" boolean, "hasUpgraded" boolean, "hasDowngraded" boolean)
    where subscription.workspace_id = ${workspaceId} and subscription.id = told.id`.execute(db());
}

export interface MovementRow extends Movement {
  accountId: string;
  currency: string;
}

/** The given accounts have these movements from now on, and no others. What stays as it was is not written. */
export async function replaceMovements(
  workspaceId: string,
  accountIds: string[],
  movements: MovementRow[],
): Promise<void> {
  const told = sql`jsonb_to_recordset(${JSON.stringify(movements)}::jsonb) as told("accountId" text, currency text,
    day date, kind text, "amountMinor" bigint)`;
  await sql`
    delete from signals.mrr_movements
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[])
      and (account_id, currency, day) not in (select told."accountId", told.currency, told.day from ${told})
  `.execute(db());
  await sql`
    insert into signals.mrr_movements as known (workspace_id, account_id, currency, day, kind, amount_minor)
    select ${workspaceId}, told.* from ${told}
    order by 2, 3, 4
    on conflict (workspace_id, account_id, currency, day) do update set
      kind = excluded.kind, amount_minor = excluded.amount_minor
    where (known.kind, known.amount_minor) <> (excluded.kind, excluded.amount_minor)`.execute(db());
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

/** The paid subscriptions of these accounts that run on a day and are not told to end. */
export async function selectRenewing(
  workspaceId: string,
  accountIds: string[],
  day: Day,
): Promise<(RenewingSubscription & { accountId: string })[]> {
  const { rows } = await sql<RenewingSubscription & { accountId: string }>`
    select account_id, started_on::text as started_on, billing_period from signals.subscriptions
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[])
      and not is_trial and mrr_minor > 0 and renews is not false and started_on <= ${day}::date
      and ended_on is null`.execute(db());
  return rows;
}
