import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { appendTimeline, writeAccountFigures } from '../../customers/index.ts';
import type { HealthCause } from '../schema/health.ts';
import { type HealthRow, insertHealthChanges, type PriorHealth } from '../store/health.ts';
import { replaceOpen } from '../store/opportunities.ts';
import { upsertScores } from '../store/scores.ts';
import type { PlacedAccount } from './place.ts';

interface Times {
  asOf: Date;
  refreshedAt: Date;
}

/** Payload of `health.band_changed`: accounts that moved, never those that are scored for the first time. */
export interface BandChanges {
  changes: { accountId: string; from: string; to: string; score: number | null; cause: HealthCause }[];
}

/**
 * Writes scores, history, figures, timeline and what may be sold in addition, and tells whose band changed.
 * @param prior what the scores were before.
 */
export async function writeScores(
  workspaceId: string,
  placed: PlacedAccount[],
  prior: Map<string, PriorHealth>,
  times: Times,
): Promise<void> {
  const health = placed.map((account) => account.health);
  await upsertScores(workspaceId, placed, times);
  await writeAccountFigures(workspaceId, placed.map(figuresOf));
  const found = placed.map(({ growth, health: { accountId } }) => ({ accountId, findings: growth }));
  await replaceOpen(workspaceId, found, times.refreshedAt);
  await tellChanges(workspaceId, health, prior, times.refreshedAt);
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
  const changed = rows.flatMap((row) => {
    const before = prior.get(row.accountId);
    return hasChanged(row, before) ? { row, before, id: newId('hch'), cause: causeOf(row, before) } : [];
  });
  await insertHealthChanges(
    workspaceId,
    changed.map(({ id, cause, row: { accountId } }) => ({ id, accountId, cause })),
    at,
  );
  const moved = changed.filter(({ row, before }) => before && before.band !== row.band);
  if (moved.length === 0) return;
  await appendTimeline(
    workspaceId,
    moved.map(({ id, row: { accountId, band, score } }) => ({
      accountId,
      at,
      kind: 'health',
      sourceId: id,
      code: `success:timeline.${band}`,
      values: { score },
    })),
  );
  const payload: BandChanges = {
    changes: moved.map(({ row: { accountId, band, score }, before, cause }) => ({
      accountId,
      from: before?.band ?? 'not_scored',
      to: band,
      score,
      cause,
    })),
  };
  await emit(workspaceId, 'health.band_changed', payload);
}

/** A line of history is written where what people see has changed. */
function hasChanged(row: HealthRow, prior: PriorHealth | undefined): boolean {
  return prior ? prior.score !== row.score || prior.band !== row.band : row.score !== null;
}

function causeOf(row: HealthRow, prior: PriorHealth | undefined): HealthCause {
  if (!prior) return 'first';
  if (row.isOverridden || prior.isOverridden) return 'override';
  return row.profileVersion === prior.profileVersion ? 'customer' : 'configuration';
}
