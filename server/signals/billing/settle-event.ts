import { subMinutes } from 'date-fns/subMinutes';
import { type Actor, authorize } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { addJob } from '../../core/jobs.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { BillingEvent, BillingKind } from '../schema/billing.ts';
import { lockConnection } from '../store/billing-connections.ts';
import {
  findEvent,
  findStoredEvent,
  type StoredEvent,
  selectOverdue,
  selectWaiting,
  settleEvent as writeState,
} from '../store/billing-events.ts';

export const SETTLE_TASK = 'signals.settle-billing-event';
/** How long an event waits for one that tells more of the same payment or customer: those come within seconds. */
const WAITING_MINUTES = 2;

/** What an event came to. */
export interface Settlement {
  state: 'done' | 'waiting' | 'ignored';
  /** A word of the catalog below `billing:note.`. */
  note: string | null;
  /** What it speaks of, in the sender's ids: events that wait for these are settled again. */
  subjects: string[];
}

/**
 * Does what an event means, from all that is known by now. The same event may come again, and others of it before.
 * @param isFinal nothing more is waited for.
 */
type Settler = (
  workspaceId: string,
  kind: BillingKind,
  event: StoredEvent,
  isFinal: boolean,
) => Promise<Settlement>;

let settle: Settler | null = null;

/** Says how events are settled: the adapters know their meaning. */
export function onBillingEvent(settler: Settler): void {
  settle = settler;
}

export async function queueEvent(
  workspaceId: string,
  id: string,
  { isFinal } = { isFinal: false },
): Promise<void> {
  await addJob(SETTLE_TASK, { workspaceId, id, isFinal }, { key: `billing ${id}` });
}

/** The queue's task. A failure stays visible at the event, and is tried again with growing pauses. */
export async function settleEvent(key: { workspaceId: string; id: string; isFinal: boolean }): Promise<void> {
  const { workspaceId, id } = key;
  const event = await findStoredEvent(workspaceId, id);
  if (!event || !settle) return;
  const isFinal = key.isFinal || event.receivedAt <= subMinutes(now(), WAITING_MINUTES);
  try {
    await inTransaction(() => settleLocked(workspaceId, event, isFinal));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    await writeState(workspaceId, id, { state: 'failed', note: null, error: text, settledAt: null });
    throw error;
  }
}

async function settleLocked(workspaceId: string, event: StoredEvent, isFinal: boolean): Promise<void> {
  const { id, connectionId, customer } = event;
  const kind = await lockConnection(workspaceId, connectionId);
  const settlement = await settle?.(workspaceId, kind, event, isFinal);
  if (!settlement) return;
  const { state, note, subjects } = settlement;
  await writeState(workspaceId, id, {
    ...{ state, note, error: null },
    settledAt: state === 'waiting' ? null : now(),
  });
  if (state === 'waiting') return;
  for (const other of await selectWaiting(workspaceId, connectionId, { subjects, customer }))
    await queueEvent(workspaceId, other);
}

/** Settles what has waited long enough with what is known. */
export async function settleOverdue(): Promise<void> {
  for (const { workspaceId, id } of await selectOverdue(subMinutes(now(), WAITING_MINUTES)))
    await queueEvent(workspaceId, id, { isFinal: true });
}

/** Settles an event again, at once and without waiting. @throws Problem 404 */
export async function replayEvent(actor: Actor, id: string): Promise<BillingEvent> {
  authorize(actor, 'workspace.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    if (!(await findEvent(workspaceId, id))) throw notFound('billing event');
    await writeState(workspaceId, id, { state: 'received', note: null, error: null, settledAt: null });
    await queueEvent(workspaceId, id, { isFinal: true });
    await audit(actor, { action: 'billing_event.replayed', objectType: 'billing_event', objectId: id });
    const event = await findEvent(workspaceId, id);
    if (!event) throw notFound('billing event');
    return event;
  });
}
