import { type RawBuilder, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Day } from '../schema/inputs.ts';

const URGENT = 'urgent';

export interface RevenueFacts {
  accountId: string;
  currency: string;
  mrrMinor: number;
  mrrBeforeMinor: number;
  seats: number | null;
  subscriptionCount: number;
  firstPaidOn: Day | null;
  /** The day from which nothing was paid any more; null while paying. */
  paidUntil: Day | null;
  latestFromOn: Day;
}

/** Revenue by account and currency as it was on a day; terms that begin later do not exist yet. */
export async function selectRevenueFacts(
  workspaceId: string,
  accountIds: string[],
  day: Day,
  dayBefore: Day,
): Promise<RevenueFacts[]> {
  const { rows } = await sql<RevenueFacts>`
    select account_id as "accountId", currency,
      coalesce(sum(mrr_minor) filter (where not is_trial
        and (until_on is null or until_on > ${day}::date)), 0) as "mrrMinor",
      coalesce(sum(mrr_minor) filter (where not is_trial and from_on <= ${dayBefore}::date
        and (until_on is null or until_on > ${dayBefore}::date)), 0) as "mrrBeforeMinor",
      sum(seats) filter (where until_on is null or until_on > ${day}::date) as seats,
      count(distinct subscription_id) as "subscriptionCount",
      min(from_on) filter (where not is_trial and mrr_minor > 0) as "firstPaidOn",
      max(until_on) filter (where not is_trial and mrr_minor > 0 and until_on <= ${day}::date) as "paidUntil",
      max(from_on) as "latestFromOn"
    from signals.subscription_terms
    where workspace_id = ${workspaceId} and from_on <= ${day}::date and account_id = any(${accountIds}::text[])
    group by account_id, currency`.execute(db());
  return rows;
}

export interface UsageFacts {
  accountId: string;
  activeUsers28: number;
  activeDays28: number;
  usage28: number;
  usagePrevious28: number;
  features28: number;
}

/**
 * Usage of the two times 28 days up to and with `day`; days are counted as bits, without sorting. Accounts without
 * any in them are missing.
 */
export async function selectUsageFacts(
  workspaceId: string,
  accountIds: string[],
  day: Day,
): Promise<UsageFacts[]> {
  const { rows } = await sql<UsageFacts>`
    select account_id as "accountId",
      count(distinct person_id) filter (where day > ${day}::date - 28 and person_id <> '') as "activeUsers28",
      coalesce(bit_count(bit_or(1::bigint << (${day}::date - day))
        filter (where day > ${day}::date - 28)::bit(64)), 0) as "activeDays28",
      coalesce(sum(quantity) filter (where day > ${day}::date - 28), 0) as "usage28",
      coalesce(sum(quantity) filter (where day <= ${day}::date - 28), 0) as "usagePrevious28",
      count(distinct feature) filter (where day > ${day}::date - 28) as "features28"
    from signals.usage_days
    where workspace_id = ${workspaceId} and day > ${day}::date - 56 and day <= ${day}::date
      and quantity > 0 and account_id = any(${accountIds}::text[])
    group by account_id`.execute(db());
  return rows;
}

/** When each account was last used, as far as it was known at a moment. */
export async function selectLastUses(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
): Promise<Map<string, Date>> {
  const { rows } = await sql<{ accountId: string; lastUsedAt: Date }>`
    select account_id as "accountId", last_used_at as "lastUsedAt" from signals.usage_accounts
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[])`.execute(db());
  const uses = new Map(rows.map((row) => [row.accountId, row.lastUsedAt]));
  const usedSince = rows.filter((row) => row.lastUsedAt > asOf).map((row) => row.accountId);
  if (usedSince.length === 0) return uses;
  for (const accountId of usedSince) uses.delete(accountId);
  const earlier = await sql<{ accountId: string; lastUsedAt: Date }>`
    select account_id as "accountId", max(last_at) as "lastUsedAt" from signals.usage_days
    where workspace_id = ${workspaceId} and last_at <= ${asOf} and account_id = any(${usedSince}::text[])
    group by account_id`.execute(db());
  for (const { accountId, lastUsedAt } of earlier.rows) uses.set(accountId, lastUsedAt);
  return uses;
}

export interface TicketFacts {
  accountId: string;
  tickets90: number;
  openTickets: number;
  openUrgentTickets: number;
}

export async function selectTicketFacts(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
): Promise<TicketFacts[]> {
  const { rows } = await sql<TicketFacts>`
    select account_id as "accountId",
      count(*) filter (where opened_at > ${asOf}::timestamptz - interval '90 days') as "tickets90",
      count(*) filter (where closed_at is null or closed_at > ${asOf}) as "openTickets",
      count(*) filter (where (closed_at is null or closed_at > ${asOf}) and priority = ${URGENT})
        as "openUrgentTickets"
    from signals.tickets
    where workspace_id = ${workspaceId} and opened_at <= ${asOf} and account_id = any(${accountIds}::text[])
    group by account_id`.execute(db());
  return rows;
}

export async function hasTickets(workspaceId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from signals.tickets where workspace_id = ${workspaceId} limit 1`.execute(db());
  return rows.length > 0;
}

export interface AnswerFacts {
  accountId: string;
  npsScore: number | null;
  npsAt: Date | null;
  csatAverage: number | null;
  csatCount: number;
  csatAt: Date | null;
}

/** Answers of the year up to a moment: of each respondent the latest NPS answer, and every CSAT answer. */
export async function selectAnswerFacts(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
): Promise<AnswerFacts[]> {
  const { rows } = await sql<AnswerFacts>`
    select account_id as "accountId",
      avg(score) filter (where kind = 'nps' and age = 1)::float8 as "npsScore",
      max(answered_at) filter (where kind = 'nps') as "npsAt",
      avg(score) filter (where kind = 'csat')::float8 as "csatAverage",
      count(*) filter (where kind = 'csat') as "csatCount",
      max(answered_at) filter (where kind = 'csat') as "csatAt"
    from (
      select account_id, kind, score, answered_at,
        row_number() over (partition by account_id, kind, respondent order by answered_at desc) as age
      from signals.survey_answers
      where workspace_id = ${workspaceId} and answered_at <= ${asOf}
        and answered_at > ${asOf}::timestamptz - interval '365 days' and account_id = any(${accountIds}::text[])
    ) answers
    group by account_id`.execute(db());
  return rows;
}

/** The day of each account's last churn event, where it was not followed by a return. */
export async function selectChurnDays(
  workspaceId: string,
  accountIds: string[],
  day: Day,
): Promise<Map<string, Day>> {
  const { rows } = await sql<{ accountId: string; churnedOn: Day; isReactivation: boolean }>`
    select distinct on (account_id) account_id as "accountId", churned_on as "churnedOn",
      is_reactivation as "isReactivation"
    from signals.churn_events
    where workspace_id = ${workspaceId} and churned_on <= ${day}::date and account_id = any(${accountIds}::text[])
    order by account_id, churned_on desc, is_reactivation desc`.execute(db());
  return new Map(rows.filter((row) => !row.isReactivation).map((row) => [row.accountId, row.churnedOn]));
}

/** In which of the months each account paid, as a mask: bit 0 is the first month. */
export async function selectPaidMonths(
  workspaceId: string,
  accountIds: string[],
  months: Day[],
): Promise<{ accountId: string; mask: number }[]> {
  const { rows } = await sql<{ accountId: string; mask: number }>`
    select account_id as "accountId", bit_or(${paidMask(months)}) as mask
    from signals.subscription_terms
    where workspace_id = ${workspaceId} and not is_trial and mrr_minor > 0 and account_id = any(${accountIds}::text[])
    group by account_id`.execute(db());
  return rows;
}

/** How many accounts paid in each of the months. */
export async function countPayingAccounts(workspaceId: string, months: Day[]): Promise<number[]> {
  const { rows } = await sql<{ mask: number; count: number }>`
    select mask, count(*) as count from (
      select bit_or(${paidMask(months)}) as mask from signals.subscription_terms
      where workspace_id = ${workspaceId} and not is_trial and mrr_minor > 0 group by account_id
    ) accounts group by mask`.execute(db());
  return months.map((_, index) =>
    rows.reduce((sum, { mask, count }) => sum + (mask & (1 << index) ? count : 0), 0),
  );
}

function paidMask(months: Day[]): RawBuilder<number> {
  const bits = months.map(
    (month, index) => sql`case when from_on < ${month}::date + interval '1 month'
      and (until_on is null or until_on > ${month}::date) then ${sql.lit(2 ** index)} else 0 end`,
  );
  return sql<number>`(${sql.join(bits, sql` + `)})`;
}

/** Accounts with a subscription that is paid and not ended. */
export async function selectPayingAccounts(workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ accountId: string }>`
    select distinct account_id as "accountId" from signals.subscription_terms
    where workspace_id = ${workspaceId} and not is_trial and mrr_minor > 0 and until_on is null`.execute(
    db(),
  );
  return rows.map((row) => row.accountId);
}

/** Accounts that were used in the last days: their figures change with every day that passes. */
export async function selectUsedAccounts(workspaceId: string, days: number): Promise<string[]> {
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId" from signals.usage_accounts
    where workspace_id = ${workspaceId} and last_used_at > now() - make_interval(days => ${days})`.execute(
    db(),
  );
  return rows.map((row) => row.accountId);
}
