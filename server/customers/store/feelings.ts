import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { DETRACTOR_NPS, HAPPY_CSAT, IDLE_DAYS, PROMOTER_NPS, UNHAPPY_CSAT } from '../feeling-limits.ts';
import { FEELINGS, type Feeling } from '../schema/account.ts';
import { allOf, type Condition } from './conditions.ts';
import { type Reader, reachesAccount } from './reach.ts';

/** Promoters and detractors of NPS; without an NPS answer, CSAT of at least four, and below three. */
const HAPPY = sql`coalesce(f.nps_score >= ${sql.lit(PROMOTER_NPS)}, f.csat_average >= ${sql.lit(HAPPY_CSAT)})`;
const UNHAPPY = sql`coalesce(f.nps_score <= ${sql.lit(DETRACTOR_NPS)}, f.csat_average < ${sql.lit(UNHAPPY_CSAT)})`;

/**
 * Customers (a) with their figures (f) who answered and whose use is told: whether they are happy, and whether anybody of
 * them used the product within 28 days. Who is in between, or of whom nothing is known, feels none of the four.
 */
export function feels(feeling: Feeling | undefined, at: Date): Condition | undefined {
  if (!feeling) return undefined;
  const isIdle = sql`f.last_active_at < ${at}::timestamptz - make_interval(days => ${sql.lit(IDLE_DAYS)})`;
  const isHappy = feeling === 'happyUsing' || feeling === 'happyIdle' ? HAPPY : UNHAPPY;
  const uses = feeling === 'happyIdle' || feeling === 'unhappyIdle' ? isIdle : sql`not ${isIdle}`;
  return sql`(a.stage = 'customer' and ${isHappy} and f.last_active_at is not null and ${uses})`;
}

/** How many customers feel each of the four. */
export async function countFeelings(reader: Reader, at: Date): Promise<Record<Feeling, number>> {
  const counts = FEELINGS.map(
    (feeling) =>
      sql`count(*) filter (where ${feels(feeling, at)})::integer as ${sql.id(feeling.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}`,
  );
  const { rows } = await sql<Record<Feeling, number>>`
    select ${sql.join(counts)} from customers.accounts a join customers.account_figures f
      on f.workspace_id = a.workspace_id and f.account_id = a.id
    where a.workspace_id = ${reader.workspaceId} and ${allOf([reachesAccount(reader, sql`a.id`)])}`.execute(
    db(),
  );
  return rows[0] as Record<Feeling, number>;
}
