import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { CohortChange, MovementKind } from '../rules/mrr.ts';
import type { Day, SurveyKind } from '../schema/inputs.ts';

export async function selectUsageByDay(
  workspaceId: string,
  accountId: string,
  period: { from: Day; to: Day; feature?: string },
) {
  const { rows } = await sql<{ day: Day; quantity: number; activePeople: number }>`
    select day, sum(quantity) as quantity,
      count(distinct person_id) filter (where person_id <> '') as "activePeople"
    from signals.usage_days
    where workspace_id = ${workspaceId} and account_id = ${accountId}
      and day between ${period.from}::date and ${period.to}::date and quantity > 0
      and (${period.feature ?? null}::text is null or feature = ${period.feature ?? null})
    group by day order by day`.execute(db());
  return rows;
}

/** The features used most come first. */
export async function selectUsageByFeature(
  workspaceId: string,
  accountId: string,
  period: { from: Day; to: Day },
) {
  const { rows } = await sql<{ feature: string; quantity: number; days: number; lastUsedOn: Day }>`
    select feature, sum(quantity) as quantity, count(distinct day) as days, max(day) as "lastUsedOn"
    from signals.usage_days
    where workspace_id = ${workspaceId} and account_id = ${accountId}
      and day between ${period.from}::date and ${period.to}::date and quantity > 0
    group by feature order by 2 desc, 1`.execute(db());
  return rows;
}

/** The MRR at the start of a day, in one currency. */
export async function sumMovementsBefore(workspaceId: string, currency: string, day: Day): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(amount_minor), 0) as sum from signals.mrr_movements
    where workspace_id = ${workspaceId} and currency = ${currency} and day < ${day}::date`.execute(db());
  return rows[0]?.sum ?? 0;
}

/** Movements by month (its first day) and kind, from a day until before another. */
export async function sumMovementsByMonth(workspaceId: string, currency: string, from: Day, until: Day) {
  const { rows } = await sql<{ month: Day; kind: MovementKind; sum: number }>`
    select date_trunc('month', day)::date as month, kind, sum(amount_minor) as sum
    from signals.mrr_movements
    where workspace_id = ${workspaceId} and currency = ${currency}
      and day >= ${from}::date and day < ${until}::date
    group by 1, 2`.execute(db());
  return rows;
}

/** What became, until before a day, of those who were customers at the start of another; net by account. */
export async function selectCohortChange(
  workspaceId: string,
  currency: string,
  from: Day,
  until: Day,
): Promise<CohortChange & { customers: number }> {
  const { rows } = await sql<CohortChange & { customers: number }>`
    select count(*) as customers, coalesce(sum(start_mrr), 0) as "startMinor",
      coalesce(sum(greatest(end_mrr - start_mrr, 0)), 0) as "expansionMinor",
      coalesce(sum(start_mrr - end_mrr) filter (where end_mrr > 0 and end_mrr < start_mrr), 0)
        as "contractionMinor",
      coalesce(sum(start_mrr) filter (where end_mrr = 0), 0) as "churnedMinor"
    from (
      select coalesce(sum(amount_minor) filter (where day < ${from}::date), 0) as start_mrr,
        sum(amount_minor) as end_mrr
      from signals.mrr_movements
      where workspace_id = ${workspaceId} and currency = ${currency} and day < ${until}::date
      group by account_id
    ) accounts
    where start_mrr > 0`.execute(db());
  return rows[0] ?? { customers: 0, startMinor: 0, expansionMinor: 0, contractionMinor: 0, churnedMinor: 0 };
}

export async function selectSubscriptionCurrencies(workspaceId: string) {
  const { rows } = await sql<{ currency: string; lastAt: Date }>`
    select currency, max(updated_at) as "lastAt" from signals.subscriptions
    where workspace_id = ${workspaceId} group by currency order by count(*) desc`.execute(db());
  return rows;
}

interface ExpansionRow {
  accountId: string;
  currency: string;
  day: Day;
  amountMinor: number;
}

export async function selectExpansions(workspaceId: string, from: Day, to: Day) {
  const { rows } = await sql<ExpansionRow>`
    select account_id as "accountId", currency, day, amount_minor as "amountMinor" from signals.mrr_movements
    where workspace_id = ${workspaceId} and kind = 'expansion' and day >= ${from}::date and day < ${to}::date
    order by day, account_id, currency`.execute(db());
  return rows;
}

export interface AnswerCounts {
  /** First day of the month. */
  month: Day;
  kind: SurveyKind;
  count: number;
  promoters: number;
  detractors: number;
  satisfied: number;
  lastAt: Date;
}

/** Answers by month and kind; the month is one of the workspace's time zone. */
export async function countAnswers(
  workspaceId: string,
  timeZone: string,
  from: Date,
  until: Date,
): Promise<AnswerCounts[]> {
  const { rows } = await sql<AnswerCounts>`
    select date_trunc('month', answered_at at time zone ${timeZone})::date as month, kind, count(*) as count,
      count(*) filter (where score >= 9) as promoters, count(*) filter (where score <= 6) as detractors,
      count(*) filter (where score >= 4) as satisfied, max(answered_at) as "lastAt"
    from signals.survey_answers
    where workspace_id = ${workspaceId} and answered_at >= ${from} and answered_at < ${until}
    group by 1, 2`.execute(db());
  return rows;
}
