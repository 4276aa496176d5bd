import { sql } from 'kysely';
import { db, isInTransaction } from '../../core/db.ts';

const holding = new WeakSet<object>();

/**
 * From here to the end of the open transaction no record is merged away: ids that are looked up stay good until what
 * is written with them has committed. Outside of a transaction it does nothing.
 */
export async function holdIds(workspaceId: string): Promise<void> {
  if (!isInTransaction()) return;
  const transaction = db();
  if (holding.has(transaction)) return;
  await sql`select pg_advisory_xact_lock_shared(${lockOf(workspaceId)})`.execute(transaction);
  holding.add(transaction);
}

/** One merge at a time, when everybody who holds ids is done. */
export async function holdMerging(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockOf(workspaceId)})`.execute(db());
}

function lockOf(workspaceId: string) {
  return sql`hashtextextended(${`customers.merges:${workspaceId}`}, 0)`;
}
