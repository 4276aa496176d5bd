import { db } from '../../core/db.ts';
import type { RecoveryTerms } from '../recoveries/schema.ts';

export async function readRecoveryTerms(workspaceId: string): Promise<RecoveryTerms> {
  const terms = await db()
    .selectFrom('payouts.recoveryTerms')
    .select('howToRepay')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  const rules = await db()
    .selectFrom('payouts.recoveryRules')
    .select(['currency', 'leastMinor', 'afterDays'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('currency')
    .execute();
  return { howToRepay: terms?.howToRepay ?? '', rules };
}

export async function replaceRecoveryTerms(
  workspaceId: string,
  { howToRepay, rules }: RecoveryTerms,
  updatedAt: Date,
): Promise<void> {
  await db()
    .insertInto('payouts.recoveryTerms')
    .values({ workspaceId, howToRepay, updatedAt })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ howToRepay, updatedAt }))
    .execute();
  await db().deleteFrom('payouts.recoveryRules').where('workspaceId', '=', workspaceId).execute();
  if (rules.length > 0)
    await db()
      .insertInto('payouts.recoveryRules')
      .values(rules.map((rule) => ({ workspaceId, ...rule })))
      .execute();
}
