import { sql } from 'kysely';
import { db } from '../../../core/db.ts';

export interface LoggedTimeQuery {
  /** First days of months, consecutive, `2024-01-01`. */
  months: readonly string[];
  timeZone: string;
}

export interface LoggedMonth {
  /** The month’s first day. */
  month: string;
  minutes: number;
  accounts: number;
}

/** How long members worked on accounts in each month that has any, by calls, meetings and logged work. */
export async function sumLoggedTime(workspaceId: string, query: LoggedTimeQuery): Promise<LoggedMonth[]> {
  const { rows } = await sql<LoggedMonth>`
    select ${monthOf(query)} as month, sum(duration_minutes)::integer as minutes,
      count(distinct account_id)::integer as accounts
    from customers.activities where ${isLogged(workspaceId, query)} group by 1 order by 1`.execute(db());
  return rows;
}

/** The same for each of these accounts. */
export async function sumLoggedTimeOf(
  workspaceId: string,
  accountIds: readonly string[],
  query: LoggedTimeQuery,
): Promise<{ accountId: string; month: string; minutes: number }[]> {
  const { rows } = await sql<{ accountId: string; month: string; minutes: number }>`
    select account_id as "accountId", ${monthOf(query)} as month, sum(duration_minutes)::integer as minutes
    from customers.activities
    where ${isLogged(workspaceId, query)} and account_id = any(${accountIds}::text[]) group by 1, 2`.execute(
    db(),
  );
  return rows;
}

function monthOf({ timeZone }: LoggedTimeQuery) {
  return sql`to_char(at at time zone ${timeZone}, 'YYYY-MM-01')`;
}

function isLogged(workspaceId: string, { months, timeZone }: LoggedTimeQuery) {
  return sql`workspace_id = ${workspaceId} and duration_minutes > 0 and account_id is not null
    and deleted_at is null and at >= (${months[0]}::date::timestamp at time zone ${timeZone})
    and at < ((${months.at(-1)}::date + interval '1 month')::timestamp at time zone ${timeZone})`;
}
