import { addSeconds } from 'date-fns/addSeconds';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { addJob } from '../../core/jobs.ts';
import { unseal } from '../../core/vault.ts';
import type { BackfillStage } from '../schema/backfill.ts';
import {
  type BackfillRow,
  findBackfill,
  finishBackfill,
  lockBackfill,
  noteBackfillError,
  updateBackfill,
} from '../store/billing-backfills.ts';
import { type ReceivedEvent, receiveEvent } from './receive-event.ts';

export const HISTORY_TASK = 'signals.fetch-billing-history';

/** One page of a billing system's history, told as the events that would have been delivered. */
export interface HistoryPage {
  /** How many objects it had. */
  fetched: number;
  events: ReceivedEvent[];
  /** Where the next one begins; null after the last. */
  next: { stage: BackfillStage; cursor: string | null } | null;
}

/** The billing system does not let this key read: trying again would not help. */
export class HistoryRefused extends Error {}

/** The billing system asks to be left alone for a while. */
export class HistoryPaused extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`paused for ${seconds} seconds`);
    this.seconds = seconds;
  }
}

type FetchPage = (
  apiKey: string,
  from: { stage: BackfillStage; cursor: string | null },
) => Promise<HistoryPage>;

let fetchPage: FetchPage | null = null;

/** Says how a page is fetched: the adapters know how to ask. */
export function onBillingHistory(fetch: FetchPage): void {
  fetchPage = fetch;
}

export interface PageKey {
  workspaceId: string;
  connectionId: string;
  /** The run's. */
  id: string;
}

/** Pages of a run are fetched one after another: a page queues the next one with what it has kept. */
export async function queuePage(key: PageKey, runAt?: Date): Promise<void> {
  await addJob(HISTORY_TASK, key, runAt ? { runAt } : {});
}

/**
 * The queue's task: one page. What it told and where the next begins are kept together, so that a process that ends in
 * between loses nothing and a page that comes again is known.
 */
export async function fetchHistory(key: PageKey): Promise<void> {
  const { workspaceId, connectionId, id } = key;
  const run = await findBackfill(workspaceId, connectionId);
  if (!isGoing(run, id) || !fetchPage) return;
  try {
    const page = await fetchPage(unseal(run.sealedKey, id), run);
    await inTransaction(() => keepPage(key, run, page));
  } catch (error) {
    await settleFailure(key, error);
  }
}

type GoingRun = BackfillRow & { sealedKey: string };

function isGoing(run: BackfillRow | null, id: string): run is GoingRun {
  return run?.id === id && run.state === 'running' && run.sealedKey !== null;
}

async function keepPage(
  key: PageKey,
  asked: BackfillRow,
  { fetched, events, next }: HistoryPage,
): Promise<void> {
  const { workspaceId, connectionId, id } = key;
  const run = await lockBackfill(workspaceId, connectionId);
  // Canceled meanwhile, or the same page was kept by a process that was thought dead.
  if (!isGoing(run, id) || run.stage !== asked.stage || run.cursor !== asked.cursor) return;
  let fresh = 0;
  for (const event of events)
    if (await receiveEvent({ workspaceId, id: connectionId, secret: null }, event)) fresh += 1;
  await updateBackfill(workspaceId, id, { ...(next ?? run), fetched, fresh });
  if (next) await queuePage(key);
  else await finishBackfill(workspaceId, id, { state: 'done', error: null, finishedAt: now() });
}

/** Anything else than a refusal or a pause is tried again by the queue, from the same page, with growing pauses. */
async function settleFailure(key: PageKey, error: unknown): Promise<void> {
  const { workspaceId, id } = key;
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof HistoryRefused) {
    await finishBackfill(workspaceId, id, { state: 'failed', error: text, finishedAt: now() });
    return;
  }
  if (error instanceof HistoryPaused) return queuePage(key, addSeconds(now(), error.seconds));
  await noteBackfillError(workspaceId, id, text);
  throw error;
}
