import { db } from '../../core/db.ts';
import type { CostSharing } from '../schema/inputs.ts';

/** By logged time where nobody has chosen. */
export async function findCostSharing(workspaceId: string): Promise<CostSharing> {
  const row = await db()
    .selectFrom('signals.costSharing')
    .select('sharedBy')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row?.sharedBy === 'even' ? 'even' : 'time';
}

export async function putCostSharing(workspaceId: string, sharedBy: CostSharing): Promise<void> {
  await db()
    .insertInto('signals.costSharing')
    .values({ workspaceId, sharedBy })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ sharedBy }))
    .execute();
}
