import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HealthBand } from '../rules.ts';

/** What higher rooms have found out about an account. Null is not known. */
export interface AccountFigures {
  /** Monthly recurring revenue, in `currency`. */
  mrrMinor: number | null;
  currency: string | null;
  /** 0 to 100. */
  healthScore: number | null;
  healthBand: HealthBand;
  /** Lifetime value, in `currency`. */
  ltvMinor: number | null;
  /** Probability, 0 to 1. */
  churnRisk: number | null;
  npsScore: number | null;
  csatAverage: number | null;
  openTickets: number | null;
  lastActiveAt: Date | null;
  /** Relative change of usage, e.g. 0.2 for a fifth more. */
  usageTrend: number | null;
  referralCount: number | null;
  advocacyScore: number | null;
  affiliateId: string | null;
  /** The day of the next renewal of a subscription of a quarter or longer, in the workspace's time zone. */
  renewsOn: string | null;
  /** An ISO day. */
  firstPaidOn: string | null;
  /** People who used the product within 28 days. */
  activeUsers: number | null;
}

const COLUMNS: Record<keyof AccountFigures, [column: string, type: string]> = {
  mrrMinor: ['mrr_minor', 'bigint'],
  currency: ['currency', 'text'],
  healthScore: ['health_score', 'double precision'],
  healthBand: ['health_band', 'text'],
  ltvMinor: ['ltv_minor', 'bigint'],
  churnRisk: ['churn_risk', 'double precision'],
  npsScore: ['nps_score', 'double precision'],
  csatAverage: ['csat_average', 'double precision'],
  openTickets: ['open_tickets', 'integer'],
  lastActiveAt: ['last_active_at', 'timestamptz(3)'],
  usageTrend: ['usage_trend', 'double precision'],
  referralCount: ['referral_count', 'integer'],
  advocacyScore: ['advocacy_score', 'double precision'],
  affiliateId: ['affiliate_id', 'text'],
  renewsOn: ['renews_on', 'date'],
  firstPaidOn: ['first_paid_on', 'date'],
  activeUsers: ['active_users', 'integer'],
};

/** Only what is given is written; null erases. Accounts that do not exist are passed over. */
export async function updateFigures(
  workspaceId: string,
  figures: (Partial<AccountFigures> & { accountId: string })[],
): Promise<void> {
  const given = (Object.keys(COLUMNS) as (keyof AccountFigures)[]).filter((name) =>
    figures.some((row) => row[name] !== undefined),
  );
  if (given.length === 0) return;
  const columns = given.map((name) => sql.raw(COLUMNS[name][0]));
  const values = given.map((name) => newValue(name));
  await sql`
    with incoming as materialized (
      select value->>'accountId' as account_id, value as j
      from jsonb_array_elements(${JSON.stringify(figures)}::jsonb)
    ), differing as materialized (
      select f.account_id from customers.account_figures f join incoming i on i.account_id = f.account_id
      where f.workspace_id = ${workspaceId}
        and row(${sql.join(values)}) is distinct from row(${sql.join(columns.map((column) => sql`f.${column}`))})
      order by f.account_id collate "C" for update of f
    )
    update customers.account_figures f
    set ${sql.join(columns.map((column, index) => sql`${column} = ${values[index]}`))}
    from incoming i join differing d on d.account_id = i.account_id
    where f.workspace_id = ${workspaceId} and f.account_id = i.account_id`.execute(db());
}

/** What the row brings, or what is there when it brings nothing. */
function newValue(name: keyof AccountFigures) {
  const [column, type] = COLUMNS[name];
  return sql.raw(`case when i.j ? '${name}' then (i.j->>'${name}')::${type} else f.${column} end`);
}
