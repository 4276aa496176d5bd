import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { mapInTurns } from '../../core/turns.ts';
import { DEFAULT_PROFILES } from '../health/profiles.ts';
import { DEFAULT_GROSS_MARGIN } from '../lifetime/rules.ts';
import { selectPriorHealth } from '../store/health.ts';
import { countRankings } from '../store/rankings.ts';
import { findGrossMargin, findProfileVersion } from '../store/settings.ts';
import { findStandards, lockRefresh, type SavedStandards, upsertStandards } from '../store/standards.ts';
import { FORMULA_VERSION, learnChurn, learnFrom, learnSources, sourcesOf } from './learn.ts';
import { loadAccounts, loadFacts } from './load-accounts.ts';
import { type MeasuredAccount, type MeasuringContext, measure } from './measure.ts';
import { type PlacingContext, place } from './place.ts';
import { writeScores } from './write-scores.ts';

const DAY_MS = 86_400_000;
// More rows at once would be read and written as JSON in one long turn.
const ACCOUNTS_PER_BATCH = 500;
// Older standards, or standards of a company that has since grown or shrunk, are learned again.
const STANDARDS_VALID_DAYS = 2;
const MAX_GROWTH = 0.1;

export interface RefreshSummary {
  accounts: number;
  isFull: boolean;
  asOf: Date;
}

/**
 * Scores accounts again from the facts: health, lifetime value, churn risk and their place in the ranking.
 * All writes are one transaction; two refreshes of a workspace follow one another.
 * @param accountIds null learns the standards of the whole company and scores everybody. Some ids are measured
 * against the standards of the last full refresh, or become a full one where those no longer hold.
 */
export async function refreshScores(
  workspaceId: string,
  accountIds: string[] | null,
): Promise<RefreshSummary> {
  if (accountIds?.length === 0) return { accounts: 0, isFull: false, asOf: now() };
  return inTransaction(async () => {
    await lockRefresh(workspaceId);
    const at = now();
    const settings = await readSettings(workspaceId);
    const standards = accountIds && (await findStandards(workspaceId));
    if (accountIds && standards && (await doStandardsHold(workspaceId, standards, at)))
      return refreshSome(workspaceId, accountIds, standards, settings, at);
    return refreshAll(workspaceId, settings, at);
  });
}

type Settings = Pick<MeasuringContext, 'profiles'> &
  Pick<PlacingContext, 'profileVersion' | 'grossMargin' | 'isMarginAssumed'>;

async function readSettings(workspaceId: string): Promise<Settings> {
  const saved = await findProfileVersion(workspaceId);
  const margin = await findGrossMargin(workspaceId);
  return {
    profiles: saved?.profiles ?? DEFAULT_PROFILES,
    profileVersion: saved?.version ?? 0,
    grossMargin: margin ?? DEFAULT_GROSS_MARGIN,
    isMarginAssumed: margin === null,
  };
}

async function doStandardsHold(
  workspaceId: string,
  { learned, asOf }: SavedStandards,
  at: Date,
): Promise<boolean> {
  if (learned.formula !== FORMULA_VERSION) return false;
  if (at.getTime() - asOf.getTime() > STANDARDS_VALID_DAYS * DAY_MS) return false;
  const { eligible, excluded } = await countRankings(workspaceId);
  return Math.abs(eligible + excluded - learned.accounts) <= MAX_GROWTH * learned.accounts;
}

async function refreshAll(workspaceId: string, settings: Settings, at: Date): Promise<RefreshSummary> {
  const { facts, asOf } = await loadFacts(workspaceId, at);
  const { files, askedAt } = await loadAccounts(workspaceId, null, facts, { at, asOf });
  const sources = learnSources(files);
  const churn = learnChurn(files, asOf);
  const context = { ...settings, asOf, sources, churn };
  const measured = await mapInTurns(files, (file) => measure(file, context));
  const learned = learnFrom(measured, sources, churn);
  await upsertStandards(workspaceId, { learned, asOf, refreshedAt: at });
  await placeAll(workspaceId, measured, { ...settings, learned, askedAt }, { asOf, refreshedAt: at });
  return { accounts: measured.length, isFull: true, asOf };
}

async function refreshSome(
  workspaceId: string,
  accountIds: string[],
  { learned }: SavedStandards,
  settings: Settings,
  at: Date,
): Promise<RefreshSummary> {
  const { files, askedAt } = await loadAccounts(workspaceId, accountIds, [], { at, asOf: at });
  const context = { ...settings, asOf: at, sources: sourcesOf(learned), churn: learned.churn };
  const measured = await mapInTurns(files, (file) => measure(file, context));
  await placeAll(workspaceId, measured, { ...settings, learned, askedAt }, { asOf: at, refreshedAt: at });
  return { accounts: measured.length, isFull: false, asOf: at };
}

/** In batches, so that the rows of a large company are never in memory all at once. */
async function placeAll(
  workspaceId: string,
  measured: readonly MeasuredAccount[],
  context: PlacingContext,
  times: { asOf: Date; refreshedAt: Date },
): Promise<void> {
  // Read once: every batch would look through the whole table.
  const prior = await selectPriorHealth(
    workspaceId,
    measured.map(({ file }) => file.summary.id),
  );
  for (let from = 0; from < measured.length; from += ACCOUNTS_PER_BATCH) {
    const batch = measured.slice(from, from + ACCOUNTS_PER_BATCH);
    const placed = await mapInTurns(batch, (account) => place(account, context));
    await writeScores(workspaceId, placed, prior, times);
  }
}
