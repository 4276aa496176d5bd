import { AsyncLocalStorage } from 'node:async_hooks';
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '../migrations/tables.generated.ts';

const DEFAULT_POOL_SIZES = { pool: 20, hotPool: 3 };
const CONNECT_TIMEOUT_MS = 10_000;
const POSTGRES_INT8 = 20;
const POSTGRES_NUMERIC = 1700;
const POSTGRES_DATE = 1082;

// Amounts are integer minor units and counts; both stay far below 2^53. Calendar days stay text.
pg.types.setTypeParser(POSTGRES_INT8, Number);
pg.types.setTypeParser(POSTGRES_NUMERIC, Number);
pg.types.setTypeParser(POSTGRES_DATE, (day) => day);

interface Connection {
  pool: pg.Pool;
  hotPool: pg.Pool;
  kysely: Kysely<DB>;
}

let connection: Connection | null = null;
const openTransaction = new AsyncLocalStorage<OpenTransaction>();

interface OpenTransaction {
  tx: Transaction<DB>;
  /** What is still to be done in it before it commits, by name. */
  closing: Map<string, Closing>;
}

interface Closing {
  items: unknown[];
  act: (items: never[]) => Promise<void>;
}

/** Opens the process's connections. Call once at start; tests call it once a file. */
export function openDatabase(url: string, sizes = DEFAULT_POOL_SIZES): void {
  if (connection) throw new Error('the database is open already');
  const pool = openPool(url, { max: sizes.pool, application_name: 'goodword' });
  const hotPool = openPool(url, {
    max: sizes.hotPool,
    application_name: 'goodword-hot',
  });
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  connection = { pool, hotPool, kysely };
}

function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...options,
  });
  // A broken connection is replaced by the pool, and its query rejects; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export async function closeDatabase(): Promise<void> {
  const closing = connection;
  connection = null;
  await closing?.kysely.destroy();
  // The query builder ends the pool only when it has used it.
  if (closing && !closing.pool.ended) await closing.pool.end();
  await closing?.hotPool.end();
}

/** The open transaction of the current act, or the pool: stores read and write through this alone. */
export function db(): Kysely<DB> {
  return openTransaction.getStore()?.tx ?? opened().kysely;
}

/** The bare pool, for COPY and for what must not join a transaction. */
export function pool(): pg.Pool {
  return opened().pool;
}

/**
 * Connections that nothing else uses, for small writes that a visitor waits for: reports that hold all the others do
 * not hold them up. Never joins a transaction.
 */
export function hotPool(): pg.Pool {
  return opened().hotPool;
}

/** Runs in one transaction; joins the one that is open already. Commits on return, rolls back on throw. */
export async function inTransaction<T>(act: () => Promise<T>): Promise<T> {
  if (openTransaction.getStore()) return act();
  return opened()
    .kysely.transaction()
    .execute((tx) => {
      const closing = new Map<string, Closing>();
      return openTransaction.run({ tx, closing }, async () => {
        const result = await act();
        await closeAll(closing);
        return result;
      });
    });
}

/** What is done last may bring further things to do, of its own name too. */
async function closeAll(closing: Map<string, Closing>): Promise<void> {
  for (const [name, { items, act }] of closing) {
    closing.delete(name);
    await act(items as never[]);
  }
}

/**
 * Runs apart from any transaction around it. For what others wake: a connection that was first opened within a transaction
 * hands that transaction on to whatever it tells of, long after it has ended.
 */
export function outsideTransaction<T>(act: () => T): T {
  return openTransaction.exit(act);
}

/** Whether what is written now waits for the commit of an act around it. */
export function isInTransaction(): boolean {
  return openTransaction.getStore() !== undefined;
}

/**
 * Does it at the end of the open transaction, once for each name, with all items that were given for it in their
 * order; at once without a transaction. For writes to rows that many transactions share: they wait for each other
 * no longer than a commit takes, and `act` can lock them in an order that is everybody's, so never in a circle.
 */
export async function beforeCommit<Item>(
  name: string,
  items: readonly Item[],
  act: (items: Item[]) => Promise<void>,
): Promise<void> {
  const open = openTransaction.getStore();
  if (!open) return act([...items]);
  const gathered = open.closing.get(name)?.items ?? [];
  for (const item of items) gathered.push(item);
  open.closing.set(name, { items: gathered, act });
}

function opened(): Connection {
  if (!connection) throw new Error('the database is not open');
  return connection;
}
