import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';

const columns = ['id', 'userId', 'teamId', 'canEdit', 'sharedAt', 'sharedBy'] as const;

export type StoredShare = Awaited<ReturnType<typeof selectShares>>[number];

/** In the order in which they were made. */
export function selectShares(workspaceId: string, accountId: string) {
  return db()
    .selectFrom('customers.accountShares')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute();
}

/** Once with each: told again, it is as it is told last. */
export async function upsertShare(
  workspaceId: string,
  share: { accountId: string; userId: string | null; teamId: string | null; canEdit: boolean },
  { at, by }: { at: Date; by: string },
): Promise<StoredShare> {
  const holderId = share.userId ?? share.teamId ?? '';
  return db()
    .insertInto('customers.accountShares')
    .values({ workspaceId, id: newId('shr'), ...share, holderId, sharedAt: at, sharedBy: by })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'accountId', 'holderId']).doUpdateSet({ canEdit: share.canEdit }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** @returns what it was, or null. */
export async function deleteShare(
  workspaceId: string,
  accountId: string,
  id: string,
): Promise<StoredShare | null> {
  const row = await db()
    .deleteFrom('customers.accountShares')
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  return row ?? null;
}
