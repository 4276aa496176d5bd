import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { toStorableJson } from '../../rules.ts';
import type { FaultKey } from '../rules.ts';

/** What mending did to a record. */
export interface MendedRecord {
  id: string;
  before: string | null;
  after: string;
}

export interface StoredMending {
  id: string;
  fault: FaultKey;
  changes: MendedRecord[];
  undoneAt: Date | null;
}

/** One mends a kind of fault at a time: whoever waited looks anew at what is left. */
export async function holdMending(workspaceId: string, fault: FaultKey): Promise<void> {
  const key = `customers.mendings ${workspaceId} ${fault}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}

export async function insertMending(
  workspaceId: string,
  { changes, ...mending }: Omit<StoredMending, 'undoneAt'> & { mendedBy: string; mendedAt: Date },
): Promise<void> {
  await db()
    .insertInto('customers.mendings')
    .values({ workspaceId, ...mending, changes: toStorableJson(changes) })
    .execute();
}

/** Locked, so that it is undone once. */
export async function lockMending(workspaceId: string, id: string): Promise<StoredMending | null> {
  const row = await db()
    .selectFrom('customers.mendings')
    .select(['id', 'fault', 'changes', 'undoneAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<StoredMending>()
    .executeTakeFirst();
  return row ?? null;
}

export async function markUndone(workspaceId: string, id: string, undoneAt: Date): Promise<void> {
  await db()
    .updateTable('customers.mendings')
    .set({ undoneAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
