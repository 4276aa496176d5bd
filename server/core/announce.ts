import { sql } from 'kysely';
import pg from 'pg';
import { db, pool } from './db.ts';
import { log } from './log.ts';

const CHANNEL = 'goodword';
const RECONNECT_MS = 250;

type Listener = (body: string | null) => void;

const listeners = new Map<string, Set<Listener>>();
let client: pg.Client | null = null;
let isListening = false;

/** Tells every running instance, once the current transaction has committed. */
export async function announce(topic: string, body: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify([topic, body])})`.execute(db());
}

/** `body` is null when announcements may have been missed: forget everything that is cached. */
export function onAnnouncement(topic: string, listener: Listener): void {
  const known = listeners.get(topic) ?? new Set();
  listeners.set(topic, known.add(listener));
}

/** Opens the one connection on which this process hears announcements; it comes back by itself. */
export async function startListening(): Promise<void> {
  isListening = true;
  client = await listen();
}

async function listen(): Promise<pg.Client> {
  const next = new pg.Client({ ...pool().options, application_name: 'goodword-listen' });
  next.on('error', (error) => log().warn({ err: error }, 'announcements interrupted'));
  next.on('notification', ({ payload }) => {
    const [topic, body] = JSON.parse(payload ?? '[]') as [string, string];
    for (const listener of listeners.get(topic) ?? []) listener(body);
  });
  await next.connect();
  await next.query(`listen ${CHANNEL}`);
  // Only now: a connection that never came up is tried again by whoever wanted it.
  next.on('end', () => isListening && void reconnect());
  return next;
}

async function reconnect(): Promise<void> {
  tellOfGap();
  for (let isBack = false; isListening && !isBack; ) {
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    isBack = await listen().then(
      (next) => {
        client = next;
        return true;
      },
      () => false,
    );
  }
  // What was read while nobody listened may be old as well.
  tellOfGap();
}

function tellOfGap(): void {
  for (const topic of listeners.values()) for (const listener of topic) listener(null);
}

export async function stopListening(): Promise<void> {
  isListening = false;
  await client?.end();
  client = null;
}
