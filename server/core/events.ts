import { sql } from 'kysely';
import { db, inTransaction } from './db.ts';
import { newId } from './ids.ts';
import { defineTask, schedule } from './jobs.ts';

const DELIVER_TASK = 'core.deliver-event';
const CLEAR_TASK = 'core.clear-delivered-events';
const DAYS_KEPT = 30;

/** What happened, as a higher room gets to know it. `payload` is plain JSON. */
export interface DomainEvent<Payload = unknown> {
  id: string;
  workspaceId: string;
  type: string;
  payload: Payload;
}

type EventHandler<Payload> = (event: DomainEvent<Payload>) => Promise<void>;
type EventsHandler<Payload> = (events: DomainEvent<Payload>[]) => Promise<void>;

interface Subscription<Handler> {
  name: string;
  handle: Handler;
}

type Registry<Handler> = Map<string, Subscription<Handler>[]>;

const afterCommit: Registry<EventHandler<never>> = new Map();
const withinTransaction: Registry<EventsHandler<never>> = new Map();

/**
 * Hears of an event after its transaction, through the job queue, at least once: the handler must be idempotent.
 * `name` is stable and unique ("success.rescore"): it remembers what was delivered.
 */
export function subscribe<Payload>(type: string, name: string, handle: EventHandler<Payload>): void {
  register(afterCommit, type, { name, handle });
}

/**
 * Hears of events inside their transaction, for facts that must commit together (a sale and its ledger entry): all
 * that were told at once, of one workspace and in their order. The handler may only write to the database; when it
 * throws, nothing is written at all.
 */
export function subscribeWithin<Payload>(type: string, name: string, handle: EventsHandler<Payload>): void {
  register(withinTransaction, type, { name, handle });
}

function register<Handler>(
  registry: Registry<Handler>,
  type: string,
  subscription: Subscription<Handler>,
): void {
  const known = registry.get(type) ?? [];
  registry.set(type, [...known.filter((other) => other.name !== subscription.name), subscription]);
}

/** One event; see `emitAll`. */
export async function emit<Payload>(workspaceId: string, type: string, payload: Payload): Promise<void> {
  await emitAll(workspaceId, type, [payload]);
}

/** Writes events of one type in the act's transaction and queues their delivery in the same statement. */
export async function emitAll<Payload>(
  workspaceId: string,
  type: string,
  payloads: readonly Payload[],
): Promise<void> {
  if (payloads.length === 0) return;
  const events = payloads.map((payload) => ({ id: newId('evt'), workspaceId, type, payload }));
  if (afterCommit.has(type)) await storeAndQueue(workspaceId, type, events);
  for (const { handle } of withinTransaction.get(type) ?? []) await handle(events as DomainEvent<never>[]);
}

async function storeAndQueue(workspaceId: string, type: string, events: DomainEvent[]): Promise<void> {
  const told = events.map(({ id, payload }) => ({ id, payload }));
  await sql`
    with stored as (
      insert into core.outbox (workspace_id, id, type, payload)
      select ${workspaceId}, told.id, ${type}, told.payload
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told(id text, payload jsonb)
      returning workspace_id, id
    )
    select count(*) from graphile_worker.add_jobs(array(
      select row(${DELIVER_TASK}, json_build_object('workspaceId', workspace_id, 'id', id),
        null, null, null, null, null, null)::graphile_worker.job_spec
      from stored))`.execute(db());
}

/** The queue's tasks: deliver one event to every subscriber that has not had it yet, and clear away old ones. */
export function eventJobs(): void {
  defineTask(DELIVER_TASK, (payload) => deliverEvent(payload as { workspaceId: string; id: string }));
  defineTask(CLEAR_TASK, clearDelivered);
  schedule(CLEAR_TASK, '17 3 * * *');
}

/** Events whose delivery has ended long ago; a repeat of their job finds nothing and does nothing. */
async function clearDelivered(): Promise<void> {
  await sql`
    delete from core.outbox o where created_at < now() - make_interval(days => ${DAYS_KEPT})
      and not exists (select 1 from graphile_worker._private_jobs j
        where j.payload ->> 'id' = o.id and j.payload ->> 'workspaceId' = o.workspace_id)`.execute(db());
}

async function deliverEvent(key: { workspaceId: string; id: string }): Promise<void> {
  const event = await db()
    .selectFrom('core.outbox')
    .select(['id', 'workspaceId', 'type', 'payload'])
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  if (!event) return;
  const failures: unknown[] = [];
  for (const subscription of afterCommit.get(event.type) ?? []) {
    await deliverTo(subscription, event).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${event.type} was not delivered to everyone`);
}

/** The mark and the handler's writes commit together, so a database-only handler acts exactly once. */
async function deliverTo(subscription: Subscription<EventHandler<never>>, event: DomainEvent): Promise<void> {
  await inTransaction(async () => {
    const mark = await db()
      .insertInto('core.outboxDeliveries')
      .values({ workspaceId: event.workspaceId, eventId: event.id, subscriber: subscription.name })
      .onConflict((conflict) => conflict.doNothing())
      .returning('eventId')
      .executeTakeFirst();
    if (mark) await subscription.handle(event as DomainEvent<never>);
  });
}
