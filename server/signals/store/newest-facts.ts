import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Day } from '../schema/inputs.ts';

interface NewestFacts {
  usedAt: Date | null;
  answeredAt: Date | null;
  paidFrom: Day | null;
  endedOn: Day | null;
}

/** The newest of each kind up to a moment and its day, over all accounts. */
export async function selectNewestFacts(workspaceId: string, at: Date, day: Day): Promise<NewestFacts> {
  const { rows } = await sql<NewestFacts>`
    select
      (select max(last_used_at) from signals.usage_accounts
        where workspace_id = ${workspaceId} and last_used_at <= ${at}) as "usedAt",
      (select max(answered_at) from signals.survey_answers
        where workspace_id = ${workspaceId} and answered_at <= ${at} and account_id is not null) as "answeredAt",
      (select max(from_on) from signals.subscription_terms
        where workspace_id = ${workspaceId} and from_on <= ${day}::date and not is_trial and mrr_minor > 0)
        as "paidFrom",
      greatest(
        (select max(until_on) from signals.subscription_terms
          where workspace_id = ${workspaceId} and until_on <= ${day}::date and not is_trial and mrr_minor > 0),
        (select max(churned_on) from signals.churn_events
          where workspace_id = ${workspaceId} and churned_on <= ${day}::date)) as "endedOn"`.execute(db());
  return rows[0] ?? { usedAt: null, answeredAt: null, paidFrom: null, endedOn: null };
}
