import { db } from '../../core/db.ts';

export async function findSender(workspaceId: string) {
  const row = await db()
    .selectFrom('payouts.senders')
    .select(['name', 'account', 'sealedAccount', 'bic', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertSender(
  workspaceId: string,
  sender: { name: string; account: string; sealedAccount: string; bic: string | null; updatedAt: Date },
): Promise<void> {
  await db()
    .insertInto('payouts.senders')
    .values({ workspaceId, ...sender })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(sender))
    .execute();
}
