import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { appendTimeline, writeAccountFigures } from '../../customers/index.ts';
import type { HealthCause } from '../schema/health.ts';
import {
  type HealthChangeRow,
  type HealthRow,
  insertHealthChanges,
  type PriorHealth,
  selectPriorHealth,
  upsertHealth,
} from '../store/health.ts';
import { upsertLifetimes } from '../store/lifetimes.ts';
import { upsertRankings } from '../store/rankings.ts';
import type { PlacedAccount } from './place.ts';

const ROWS_PER_STATEMENT = 5_000;

interface Times {
  asOf: Date;
  refreshedAt: Date;
}

/** Payload of `health.band_changed`: accounts that moved, never those that are scored for the first time. */
export interface BandChanges {
  changes: { accountId: string; from: string; to: string; score: number | null; cause: HealthCause }[];
}

/** Writes scores, history, figures and timeline, and tells whose band changed. */
export async function writeScores(workspaceId: string, placed: PlacedAccount[], times: Times): Promise<void> {
  for (let from = 0; from < placed.length; from += ROWS_PER_STATEMENT) {
    const batch = placed.slice(from, from + ROWS_PER_STATEMENT);
    const health = batch.map((account) => account.health);
    const prior = await selectPriorHealth(
      workspaceId,
      health.map(({ accountId }) => accountId),
    );
    await upsertHealth(workspaceId, health, times);
    await upsertLifetimes(
      workspaceId,
      batch.map(({ lifetime }) => lifetime),
      times,
    );
    await upsertRankings(
      workspaceId,
      batch.map(({ ranking }) => ranking),
      times,
    );
    await writeAccountFigures(workspaceId, batch.map(figuresOf));
    await tellChanges(workspaceId, health, prior, times.refreshedAt);
  }
}

function figuresOf({ health, lifetime, ranking }: PlacedAccount) {
  return {
    accountId: health.accountId,
    healthScore: health.score,
    healthBand: health.band,
    churnRisk: health.churnRisk,
    ltvMinor: lifetime.ltvMinor,
    advocacyScore: ranking.isEligible ? ranking.score : null,
  };
}

async function tellChanges(
  workspaceId: string,
  rows: HealthRow[],
  prior: Map<string, PriorHealth>,
  at: Date,
): Promise<void> {
  const changes = rows.flatMap((row) => changeOf(row, prior.get(row.accountId)) ?? []);
  await insertHealthChanges(workspaceId, changes, at);
  const moved = changes.flatMap(({ id, accountId, score, band, cause }) => {
    const from = prior.get(accountId)?.band;
    return from && from !== band ? { id, accountId, from, to: band, score, cause } : [];
  });
  if (moved.length === 0) return;
  await appendTimeline(
    workspaceId,
    moved.map(({ id, accountId, to, score }) => ({
      accountId,
      at,
      kind: 'health',
      sourceId: id,
      code: `success:timeline.${to}`,
      values: { score },
    })),
  );
  const payload: BandChanges = { changes: moved.map(({ id: _, ...change }) => change) };
  await emit(workspaceId, 'health.band_changed', payload);
}

/** A line of history where what people see has changed; null where it has not. */
export function changeOf(row: HealthRow, prior: PriorHealth | undefined): HealthChangeRow | null {
  if (prior ? prior.score === row.score && prior.band === row.band : row.score === null) return null;
  const { accountId, score, band, profileKey, profileVersion, contributions } = row;
  return {
    id: newId('hch'),
    accountId,
    score,
    band,
    cause: causeOf(row, prior),
    profileKey,
    profileVersion,
    contributions,
  };
}

function causeOf(row: HealthRow, prior: PriorHealth | undefined): HealthCause {
  if (!prior) return 'first';
  if (row.isOverridden || prior.isOverridden) return 'override';
  return row.profileVersion === prior.profileVersion ? 'customer' : 'configuration';
}
