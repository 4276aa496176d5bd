import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import type { ExclusionGrounds } from '../ranking/eligibility.ts';
import type { PersonToAsk } from '../ranking/people.ts';
import type { Exclusion, Factor, RankingFilters, RankingInput } from '../schema/ranking.ts';

/** An input that is known, with what its sentence needs. */
export interface StoredInput {
  value: number;
  place: number;
  /** A whole that the value is part of, or a count behind it. */
  of?: number;
  /** The day on which it was said, `YYYY-MM-DD`. */
  on?: string;
}

export interface RankingRow extends Record<Factor, number> {
  accountId: string;
  isEligible: boolean;
  score: number;
  inputs: Partial<Record<RankingInput, StoredInput>>;
  /** The inputs that speak most for the account. */
  reasons: RankingInput[];
  people: PersonToAsk[];
  exclusions: ExclusionGrounds[];
  industry: string | null;
  country: string | null;
  planTier: string | null;
  channel: string | null;
  mrrMinor: number | null;
  currency: string | null;
}

export interface SavedRanking extends RankingRow {
  asOf: Date;
  refreshedAt: Date;
}

const columns = [
  'accountId',
  'isEligible',
  'score',
  'willingness',
  'success',
  'reach',
  'worth',
  'inputs',
  'reasons',
  'people',
  'exclusions',
  'industry',
  'country',
  'planTier',
  'channel',
  'mrrMinor',
  'currency',
  'asOf',
  'refreshedAt',
] as const;

export async function upsertRankings(
  workspaceId: string,
  rows: RankingRow[],
  times: { asOf: Date; refreshedAt: Date },
): Promise<void> {
  await sql`
    insert into success.rankings (workspace_id, account_id, is_eligible, score, willingness, success, reach, worth,
      inputs, reasons, people, exclusions, exclusion_codes, industry, country, plan_tier, channel, mrr_minor, currency,
      as_of, refreshed_at)
    select ${workspaceId}, r."accountId", r."isEligible", r.score, r.willingness, r.success, r.reach, r.worth,
      r.inputs, array(select jsonb_array_elements_text(r.reasons)), r.people, r.exclusions,
      array(select e->>'code' from jsonb_array_elements(r.exclusions) e), r.industry, r.country, r."planTier",
      r.channel, r."mrrMinor", r.currency, ${times.asOf}, ${times.refreshedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("accountId" text, "isEligible" boolean,
      score double precision, willingness real, success real, reach real, worth real, inputs jsonb, reasons jsonb,
      people jsonb, exclusions jsonb, industry text, country text, "planTier" text, channel text, "mrrMinor" bigint,
      currency text)
    on conflict (workspace_id, account_id) do update set
      is_eligible = excluded.is_eligible, score = excluded.score, willingness = excluded.willingness,
      success = excluded.success, reach = excluded.reach, worth = excluded.worth, inputs = excluded.inputs,
      reasons = excluded.reasons, people = excluded.people, exclusions = excluded.exclusions,
      exclusion_codes = excluded.exclusion_codes, industry = excluded.industry, country = excluded.country,
      plan_tier = excluded.plan_tier, channel = excluded.channel, mrr_minor = excluded.mrr_minor,
      currency = excluded.currency, as_of = excluded.as_of, refreshed_at = excluded.refreshed_at`.execute(
    db(),
  );
}

export interface RankingPageQuery extends RankingFilters {
  isEligible: boolean;
  reason?: Exclusion;
  limit: number;
  /** `value` is the score. */
  after: Cursor | null;
}

function selectRankings(workspaceId: string) {
  return db().selectFrom('success.rankings').select(columns).where('workspaceId', '=', workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRankings>['executeTakeFirstOrThrow']>>;

function toRanking(row: Row): SavedRanking {
  return {
    ...row,
    inputs: row.inputs as Record<string, never>,
    reasons: row.reasons as RankingInput[],
    people: row.people as never[],
    exclusions: row.exclusions as never[],
  };
}

/** The highest score first, ties by account id. */
export async function selectRankingPage(workspaceId: string, query: RankingPageQuery) {
  let select = selectRankings(workspaceId)
    .where('isEligible', '=', query.isEligible)
    .orderBy('score', 'desc')
    .orderBy('accountId')
    .limit(query.limit + 1);
  for (const name of ['industry', 'country', 'planTier', 'channel'] as const) {
    const value = query[name];
    if (value !== undefined) select = select.where(name, '=', value);
  }
  if (query.minMrrMinor !== undefined) select = select.where('mrrMinor', '>=', query.minMrrMinor);
  if (query.reason) select = select.where(sql<boolean>`exclusion_codes @> array[${query.reason}]::text[]`);
  const { after } = query;
  if (after) {
    select = select.where(
      sql<boolean>`score <= ${after.value}::float8 and (score < ${after.value}::float8 or account_id > ${after.id})`,
    );
  }
  const rows = (await select.execute()).map(toRanking);
  return toPage(rows, query.limit, (row) => ({ value: row.score, id: row.accountId }));
}

export async function findRanking(workspaceId: string, accountId: string): Promise<SavedRanking | null> {
  const row = await selectRankings(workspaceId).where('accountId', '=', accountId).executeTakeFirst();
  return row ? toRanking(row) : null;
}

export async function countRankings(workspaceId: string): Promise<{ eligible: number; excluded: number }> {
  const rows = await db()
    .selectFrom('success.rankings')
    .select(['isEligible', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('isEligible')
    .execute();
  const countOf = (isEligible: boolean) => rows.find((row) => row.isEligible === isEligible)?.count ?? 0;
  return { eligible: countOf(true), excluded: countOf(false) };
}
