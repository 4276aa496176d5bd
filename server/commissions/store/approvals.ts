import { db } from '../../core/db.ts';

/** The standing word on a commission; null when nobody has decided, or the decision was withdrawn. */
export async function findApproval(workspaceId: string, commissionId: string) {
  const row = await db()
    .selectFrom('commissions.approvals')
    .select(['id', 'decision', 'reason', 'decidedByName', 'decidedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('commissionId', '=', commissionId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst();
  return row ? { ...row, decision: row.decision as 'approved' | 'declined' } : null;
}

export async function insertApproval(
  workspaceId: string,
  approval: {
    id: string;
    commissionId: string;
    decision: 'approved' | 'declined';
    reason: string | null;
    decidedBy: string;
    decidedByName: string;
    decidedAt: Date;
  },
): Promise<void> {
  await db()
    .insertInto('commissions.approvals')
    .values({ workspaceId, ...approval })
    .execute();
}

export async function withdrawApproval(
  workspaceId: string,
  id: string,
  withdrawnBy: string,
  withdrawnAt: Date,
): Promise<void> {
  await db()
    .updateTable('commissions.approvals')
    .set({ withdrawnBy, withdrawnAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
