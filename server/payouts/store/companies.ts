import { db } from '../../core/db.ts';
import type { Company } from '../company/schema.ts';

export async function findCompany(workspaceId: string): Promise<Company | null> {
  const row = await db()
    .selectFrom('payouts.companies')
    .select(['legalName', 'address', 'country', 'vatId', 'taxNumber', 'invoicePrefix', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertCompany(workspaceId: string, company: Company): Promise<void> {
  await db()
    .insertInto('payouts.companies')
    .values({ workspaceId, ...company })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(company))
    .execute();
}
