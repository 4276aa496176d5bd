import { shareOf } from '../../core/rounding.ts';
import type { DealState } from './kinds.ts';

const MS_PER_DAY = 86_400_000;
const WHOLE = 100;
/** Whoever puts a deal back this soon has only slipped: it never was there. */
export const SLIP_MS = 10 * 60_000;

/** Percent: what is won is certain, what is lost is not to come; else the deal's own, or its stage's. */
export function probabilityOf(
  deal: { state: DealState; ownProbability: number | null },
  ofStage: number,
): number {
  if (deal.state !== 'open') return deal.state === 'won' ? WHOLE : 0;
  return deal.ownProbability ?? ofStage;
}

/** What is to be expected of an amount, in its minor units. */
export function weightedMinor(amountMinor: number, probability: number): number {
  return shareOf(amountMinor, probability, WHOLE);
}

/** The day on which it was to be decided is over. Days are ISO, in the company's time zone. */
export function isSlipping(deal: { state: DealState; expectedOn: string | null }, today: string): boolean {
  return deal.state === 'open' && deal.expectedOn !== null && deal.expectedOn < today;
}

/** It has been longer in its stage than its stage allows. */
export function isStale(
  deal: { state: DealState; stageSince: Date; staleDays: number | null },
  now: Date,
): boolean {
  if (deal.state !== 'open' || deal.staleDays === null) return false;
  return now.getTime() - deal.stageSince.getTime() > deal.staleDays * MS_PER_DAY;
}

/** Whole days, for words. */
export function daysOf(stayedMs: number): number {
  return Math.floor(stayedMs / MS_PER_DAY);
}

/** The last move was a slip of the same hand, which is now put right. */
export function isTakenBack(
  last: { fromStageId: string | null; toStageId: string; at: Date; byId: string },
  wanted: { fromStageId: string; toStageId: string; at: Date; byId: string },
): boolean {
  return (
    last.fromStageId === wanted.toStageId &&
    last.toStageId === wanted.fromStageId &&
    last.byId === wanted.byId &&
    wanted.at.getTime() - last.at.getTime() <= SLIP_MS
  );
}

/** Nobody has put any work into it since it was opened. */
export function isUntouched(
  deal: { state: DealState; amountMinor: number | null; nextStep: string | null; expectedOn: string | null },
  moveCount: number,
): boolean {
  const isBare = deal.amountMinor === null && deal.nextStep === null && deal.expectedOn === null;
  return deal.state === 'open' && isBare && moveCount <= 1;
}

/** What the lines of a deal come to, in minor units; null without any. */
export function amountOfLines(lines: readonly { quantity: number; priceMinor: number }[]): number | null {
  if (lines.length === 0) return null;
  return lines.reduce((sum, { quantity, priceMinor }) => sum + quantity * priceMinor, 0);
}

interface WantedStage {
  id?: string | undefined;
}

/**
 * What a pipeline's new order of open stages means for those it had.
 * @returns which go, and which unknown ids were named.
 */
export function stagesThatGo(
  standing: readonly { id: string }[],
  wanted: readonly WantedStage[],
): { gone: string[]; unknown: string[] } {
  const kept = new Set(wanted.map(({ id }) => id));
  const known = new Set(standing.map(({ id }) => id));
  return {
    gone: standing.map(({ id }) => id).filter((id) => !kept.has(id)),
    unknown: wanted.flatMap(({ id }) => (id === undefined || known.has(id) ? [] : [id])),
  };
}
