import { db } from '../../core/db.ts';

export async function findForgottenUntil(workspaceId: string): Promise<Date | null> {
  const row = await db()
    .selectFrom('tracking.forgottenAddresses')
    .select('until')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row?.until ?? null;
}

export async function setForgottenUntil(workspaceId: string, until: Date): Promise<void> {
  await db()
    .insertInto('tracking.forgottenAddresses')
    .values({ workspaceId, until })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ until }))
    .execute();
}

export async function findOldestClick(workspaceId: string): Promise<Date | null> {
  const row = await db()
    .selectFrom('tracking.clicks')
    .select('at')
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** From the first moment on, before the second. */
export async function eraseAddresses(workspaceId: string, from: Date, until: Date): Promise<void> {
  await db()
    .updateTable('tracking.clicks')
    .set({ ipHash: null, ipPrefix: null, visitorHash: null })
    .where('workspaceId', '=', workspaceId)
    .where('at', '>=', from)
    .where('at', '<', until)
    .where((has) =>
      has.or([
        has('ipHash', 'is not', null),
        has('ipPrefix', 'is not', null),
        has('visitorHash', 'is not', null),
      ]),
    )
    .execute();
}
