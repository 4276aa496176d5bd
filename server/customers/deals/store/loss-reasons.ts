import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import type { LossReason } from '../schema/pipeline.ts';

/** The standing ones, in their order. */
export async function selectLossReasons(workspaceId: string): Promise<LossReason[]> {
  return db()
    .selectFrom('customers.dealLossReasons')
    .select(['id', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Puts these in their order, and away what is not among them. */
export async function replaceLossReasons(
  workspaceId: string,
  reasons: readonly { id?: string | undefined; name: string }[],
  at: Date,
): Promise<void> {
  const kept = reasons.map(({ id = newId('dlr'), name }, position) => ({ id, name, position }));
  await db()
    .updateTable('customers.dealLossReasons')
    .set({ archivedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .where((eb) => eb.not(eb('id', '=', eb.fn.any(eb.val(kept.map(({ id }) => id))))))
    .execute();
  for (const { id, name, position } of kept)
    await db()
      .insertInto('customers.dealLossReasons')
      .values({ workspaceId, id, name, position })
      .onConflict((conflict) => conflict.columns(['workspaceId', 'id']).doUpdateSet({ name, position }))
      .execute();
}
