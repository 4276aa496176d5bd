import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PlacedAccount } from '../refresh/place.ts';

/** The columns that a refresh writes, by property, with their SQL types. */
const COLUMNS = {
  accountId: 'text',
  isAlive: 'boolean',
  healthScore: 'smallint',
  healthBand: 'text',
  coverage: 'real',
  profileKey: 'text',
  profileVersion: 'integer',
  contributions: 'jsonb',
  cappedBy: 'text',
  cap: 'real',
  isOverridden: 'boolean',
  churnRisk: 'real',
  mrrAtRiskMinor: 'bigint',
  ltvMinor: 'bigint',
  grossMargin: 'real',
  isMarginAssumed: 'boolean',
  churnSegment: 'text',
  isEligible: 'boolean',
  advocacyScore: 'double precision',
  willingness: 'real',
  success: 'real',
  reach: 'real',
  worth: 'real',
  inputs: 'jsonb',
  reasons: 'jsonb',
  people: 'jsonb',
  exclusions: 'jsonb',
  industry: 'text',
  country: 'text',
  planTier: 'text',
  channel: 'text',
  mrrMinor: 'bigint',
  currency: 'text',
} as const;

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const inSql = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const INSERTED = sql.raw(NAMES.map(inSql).join(', '));
const SELECTED = sql.raw(NAMES.map((name) => `r."${name}"`).join(', '));
const RECORD = sql.raw(NAMES.map((name) => `"${name}" ${COLUMNS[name]}`).join(', '));
const UPDATED = sql.raw(
  NAMES.filter((name) => name !== 'accountId')
    .map((name) => `${inSql(name)} = excluded.${inSql(name)}`)
    .join(', '),
);

/** Writes everything that a refresh found out, a row an account. */
export async function upsertScores(
  workspaceId: string,
  placed: readonly PlacedAccount[],
  times: { asOf: Date; refreshedAt: Date },
): Promise<void> {
  await sql`
    insert into success.account_scores (workspace_id, as_of, refreshed_at, ${INSERTED})
    select ${workspaceId}, ${times.asOf}, ${times.refreshedAt}, ${SELECTED}
    from jsonb_to_recordset(${JSON.stringify(placed.map(toRow))}::jsonb) as r(${RECORD})
    on conflict (workspace_id, account_id) do update set
      as_of = excluded.as_of, refreshed_at = excluded.refreshed_at, ${UPDATED}`.execute(db());
}

function toRow({ health, lifetime, ranking }: PlacedAccount): Record<keyof typeof COLUMNS, unknown> {
  const { score: healthScore, band: healthBand, ...restOfHealth } = health;
  const { segment: churnSegment, ...restOfLifetime } = lifetime;
  const { score: advocacyScore, ...restOfRanking } = ranking;
  return {
    ...restOfHealth,
    ...restOfLifetime,
    ...restOfRanking,
    healthScore,
    healthBand,
    churnSegment,
    advocacyScore,
  };
}
