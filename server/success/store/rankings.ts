import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { type HealthBand, type Reader, reachesAccount } from '../../customers/index.ts';
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
  ltvMinor: number | null;
  healthScore: number | null;
  healthBand: HealthBand;
  asOf: Date;
  refreshedAt: Date;
}

const columns = [
  'accountId',
  'isEligible',
  'advocacyScore as score',
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
  'ltvMinor',
  'healthScore',
  'healthBand',
  'asOf',
  'refreshedAt',
] as const;

export interface RankingPageQuery extends RankingFilters {
  isEligible: boolean;
  reason?: Exclusion;
  limit: number;
  /** Absent where Goodword itself asks. */
  reader?: Reader;
  /** `value` is the score. */
  after: Cursor | null;
}

function selectRankings(workspaceId: string) {
  return db().selectFrom('success.accountScores').select(columns).where('workspaceId', '=', workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRankings>['executeTakeFirstOrThrow']>>;

function toRanking(row: Row): SavedRanking {
  return {
    ...row,
    healthBand: row.healthBand as HealthBand,
    inputs: row.inputs as Record<string, never>,
    reasons: row.reasons as never[],
    people: row.people as never[],
    exclusions: row.exclusions as never[],
  };
}

/** The highest score first, ties by account id. */
export async function selectRankingPage(workspaceId: string, query: RankingPageQuery) {
  const isReached = query.reader && reachesAccount(query.reader, sql.ref('account_id'));
  let select = selectRankings(workspaceId)
    .where(isReached ?? sql<boolean>`true`)
    .where('isEligible', '=', query.isEligible)
    .orderBy('advocacyScore', 'desc')
    .orderBy('accountId')
    .limit(query.limit + 1);
  for (const name of ['industry', 'country', 'planTier', 'channel'] as const) {
    const value = query[name];
    if (value !== undefined) select = select.where(name, '=', value);
  }
  if (query.minMrrMinor !== undefined) select = select.where('mrrMinor', '>=', query.minMrrMinor);
  if (query.reason)
    select = select.where(sql<boolean>`exclusions @> ${JSON.stringify([{ code: query.reason }])}::jsonb`);
  const { after } = query;
  if (after) {
    select = select.where(
      sql<boolean>`advocacy_score <= ${after.value}::float8
        and (advocacy_score < ${after.value}::float8 or account_id > ${after.id})`,
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
    .selectFrom('success.accountScores')
    .select(['isEligible', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('isEligible')
    .execute();
  const countOf = (isEligible: boolean) => rows.find((row) => row.isEligible === isEligible)?.count ?? 0;
  return { eligible: countOf(true), excluded: countOf(false) };
}
