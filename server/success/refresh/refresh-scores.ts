import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { mapInTurns } from '../../core/turns.ts';
import { listAccountIds } from '../../customers/index.ts';
import { findNewestFactAt } from '../../signals/index.ts';
import { DEFAULT_PROFILES } from '../health/profiles.ts';
import { DEFAULT_GROSS_MARGIN } from '../lifetime/rules.ts';
import { selectPriorHealth } from '../store/health.ts';
import { countRankings } from '../store/rankings.ts';
import { findGrossMargin, findProfileVersion } from '../store/settings.ts';
import { findStandards, lockRefresh, type SavedStandards, upsertStandards } from '../store/standards.ts';
import { AccountBatches } from './account-batches.ts';
import { FORMULA_VERSION, learn, sourcesOf } from './learn.ts';
import { loadProgramState } from './load-accounts.ts';
import { type MeasuringContext, measure } from './measure.ts';
import { type PlacingContext, place } from './place.ts';
import { writeScores } from './write-scores.ts';

const DAY_MS = 86_400_000;
// More rows at once would be written as JSON in one long turn.
const ACCOUNTS_PER_WRITE = 500;
// Older standards, or standards of a company that has since grown or shrunk, are learned again.
const STANDARDS_VALID_DAYS = 2;
const MAX_GROWTH = 0.1;
// Sources that have been silent for longer describe a moment in the past: the figures are given as of then.
const OLD_DATA_DAYS = 30;

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
  const asOf = await findAsOf(workspaceId, at);
  const { affiliates, askedAt } = await loadProgramState(workspaceId, at);
  const accountIds = await listAccountIds(workspaceId);
  const batches = new AccountBatches(workspaceId, accountIds, { at, asOf, affiliates });
  const learned = await learn(batches, { ...settings, asOf });
  await upsertStandards(workspaceId, { learned, asOf, refreshedAt: at });
  const accounts = await placeAll(workspaceId, batches, { ...settings, learned, askedAt }, { asOf, at });
  return { accounts, isFull: true, asOf };
}

async function refreshSome(
  workspaceId: string,
  accountIds: string[],
  { learned }: SavedStandards,
  settings: Settings,
  at: Date,
): Promise<RefreshSummary> {
  const { affiliates, askedAt } = await loadProgramState(workspaceId, at);
  const batches = new AccountBatches(workspaceId, accountIds.toSorted(), { at, asOf: at, affiliates });
  const context = { ...settings, learned, askedAt };
  const accounts = await placeAll(workspaceId, batches, context, { asOf: at, at });
  return { accounts, isFull: false, asOf: at };
}

/** Now, or the end of the newest day of data that is older than a month, so that this day still counts. */
async function findAsOf(workspaceId: string, at: Date): Promise<Date> {
  const newest = await findNewestFactAt(workspaceId, at);
  if (!newest || at.getTime() - newest.getTime() <= OLD_DATA_DAYS * DAY_MS) return at;
  return new Date((Math.floor(newest.getTime() / DAY_MS) + 1) * DAY_MS);
}

/** @returns how many accounts were placed. */
async function placeAll(
  workspaceId: string,
  batches: AccountBatches,
  context: PlacingContext & Settings,
  { asOf, at }: { asOf: Date; at: Date },
): Promise<number> {
  const { churn } = context.learned;
  const measuring = { ...context, asOf, churn, sources: sourcesOf(context.learned) };
  let count = 0;
  for await (const files of batches.read()) {
    const prior = await selectPriorHealth(
      workspaceId,
      files.map((file) => file.summary.id),
    );
    for (let from = 0; from < files.length; from += ACCOUNTS_PER_WRITE) {
      const placed = await mapInTurns(files.slice(from, from + ACCOUNTS_PER_WRITE), (file) =>
        place(measure(file, measuring), context),
      );
      await writeScores(workspaceId, placed, prior, { asOf, refreshedAt: at });
    }
    count += files.length;
  }
  return count;
}
