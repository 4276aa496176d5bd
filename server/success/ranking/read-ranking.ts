import type { Actor } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { listAccountSummaries, listStakeholders, refuseBeyondReach } from '../../customers/index.ts';
import { findPromoters } from '../../signals/index.ts';
import type {
  ExcludedAccount,
  ExcludedQuery,
  RankedAccount,
  RankingDetail,
  RankingFilters,
  RankingPage,
  RankingQuery,
} from '../schema/ranking.ts';
import type { Reason } from '../schema/reason.ts';
import { countRankings, findRanking, type SavedRanking, selectRankingPage } from '../store/rankings.ts';
import { countStale, findStandards } from '../store/standards.ts';
import { type RankingSurroundings, sayExclusion, viewAccount, viewRanking } from './view-ranking.ts';

const DAY_MS = 86_400_000;
const DEFAULT_LIMIT = 10;
/** Of all accounts: a handful that waits to be scored changes nothing that anybody would notice. */
const SHARE_WORTH_TELLING = 0.1;

/** The customers to recruit, best first, with reasons and people in the reader's language. */
export async function rankAdvocates(
  workspaceId: string,
  options: { limit?: number; filters?: RankingFilters; locale: string },
): Promise<RankedAccount[]> {
  const { limit = DEFAULT_LIMIT, filters = {}, locale } = options;
  const page = await selectRankingPage(workspaceId, { ...filters, isEligible: true, limit, after: null });
  return viewAll(workspaceId, page.data, locale);
}

/** One page of the ranking, and how fresh it is. */
export async function pageOfRanking(actor: Actor, query: RankingQuery): Promise<RankingPage> {
  const page = await selectRankingPage(actor.workspaceId, {
    ...query,
    isEligible: true,
    reader: actor,
    after: decodeCursor(query.cursor),
  });
  return {
    data: await viewAll(actor.workspaceId, page.data, actor.locale),
    nextCursor: page.nextCursor,
    freshness: await viewFreshness(actor.workspaceId),
  };
}

async function viewAll(workspaceId: string, rows: SavedRanking[], locale: string): Promise<RankedAccount[]> {
  const around = await readSurroundings(workspaceId, rows);
  return rows.flatMap((row) => {
    const known = around.get(row.accountId);
    return known ? viewRanking(row, known, locale) : [];
  });
}

async function readSurroundings(
  workspaceId: string,
  rows: SavedRanking[],
): Promise<Map<string, RankingSurroundings>> {
  const ids = rows.map(({ accountId }) => accountId);
  const [summaries, stakeholders] = await Promise.all([
    listAccountSummaries(workspaceId, ids),
    listStakeholders(workspaceId, ids),
  ]);
  const people = Map.groupBy(stakeholders, ({ accountId }) => accountId);
  const promoters = await findPromoters(
    workspaceId,
    stakeholders.map(({ personId }) => personId),
  );
  return new Map(
    summaries.map((summary) => [summary.id, { summary, people: people.get(summary.id) ?? [], promoters }]),
  );
}

/** The figures describe the past where the sources had nothing newer to tell when they were computed. */
async function viewFreshness(workspaceId: string): Promise<RankingPage['freshness']> {
  const standards = await findStandards(workspaceId);
  const asOf = standards?.asOf ?? null;
  const refreshedAt = standards?.refreshedAt ?? null;
  const counts = await countRankings(workspaceId);
  const waiting = await countStale(workspaceId);
  return {
    asOf,
    refreshedAt,
    ...counts,
    isBeingMade: waiting > SHARE_WORTH_TELLING * (counts.eligible + counts.excluded),
    isDataOld: asOf !== null && refreshedAt !== null && refreshedAt.getTime() - asOf.getTime() > DAY_MS,
  };
}

/** Accounts that are not asked, the most promising first, each with why. */
export async function pageOfExcluded(actor: Actor, query: ExcludedQuery) {
  const page = await selectRankingPage(actor.workspaceId, {
    ...query,
    isEligible: false,
    reader: actor,
    after: decodeCursor(query.cursor),
  });
  const ids = page.data.map(({ accountId }) => accountId);
  const summaries = await listAccountSummaries(actor.workspaceId, ids);
  const data = page.data.flatMap((row): ExcludedAccount[] => {
    const summary = summaries.find(({ id }) => id === row.accountId);
    if (!summary) return [];
    const exclusions = row.exclusions.map((grounds) => sayExclusion(actor.locale, grounds));
    return [{ account: viewAccount(summary, row), score: row.score, exclusions }];
  });
  return { data, nextCursor: page.nextCursor };
}

/** One account's place, whether it is eligible or not. @throws Problem 404 where it was never scored. */
export async function getRanking(actor: Actor, accountId: string): Promise<RankingDetail> {
  await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'read' });
  const row = await findRanking(actor.workspaceId, accountId);
  const [view] = row ? await viewAll(actor.workspaceId, [row], actor.locale) : [];
  if (!row || !view) throw notFound('ranked account');
  const exclusions = row.exclusions.map((grounds) => sayExclusion(actor.locale, grounds));
  return { ...view, isEligible: row.isEligible, exclusions };
}

/** Why an account is not in the ranking, in words; empty where it is, null where it was never scored. */
export async function explainExclusion(
  workspaceId: string,
  accountId: string,
  locale: string,
): Promise<Reason[] | null> {
  const row = await findRanking(workspaceId, accountId);
  return row?.exclusions.map((grounds) => sayExclusion(locale, grounds)) ?? null;
}
