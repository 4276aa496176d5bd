import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { MethodKind } from '../methods/rules.ts';
import type { Method } from '../methods/schema.ts';

export interface MethodRow extends Method {
  affiliateId: string;
  sealedAccount: string | null;
}

function selectMethods(workspaceId: string) {
  return db()
    .selectFrom('payouts.methods')
    .select(['id', 'affiliateId', sql<MethodKind>`kind`.as('kind'), 'recipient', 'sealedAccount', 'holder'])
    .select(['bic', 'country', 'createdAt', 'replacedAt'])
    .where('workspaceId', '=', workspaceId);
}

/** The newest first. */
export async function listMethods(workspaceId: string, affiliateId: string): Promise<MethodRow[]> {
  return selectMethods(workspaceId).where('affiliateId', '=', affiliateId).orderBy('id', 'desc').execute();
}

/** The methods in force, by affiliate. */
export async function mapMethods(
  workspaceId: string,
  affiliateIds: string[],
): Promise<Map<string, MethodRow>> {
  const rows = await selectMethods(workspaceId)
    .where('replacedAt', 'is', null)
    .where('affiliateId', '=', sql<string>`any(${affiliateIds})`)
    .execute();
  return new Map(rows.map((row) => [row.affiliateId, row]));
}

/** By their ids, replaced ones too. */
export async function listMethodsById(workspaceId: string, ids: string[]): Promise<MethodRow[]> {
  return selectMethods(workspaceId).where('id', '=', sql<string>`any(${ids})`).execute();
}

/** The one that was in force ends where the new one begins. */
export async function replaceMethod(
  workspaceId: string,
  method: Omit<MethodRow, 'replacedAt'>,
): Promise<void> {
  await db()
    .updateTable('payouts.methods')
    .set({ replacedAt: method.createdAt })
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', method.affiliateId)
    .where('replacedAt', 'is', null)
    .execute();
  await db()
    .insertInto('payouts.methods')
    .values({ workspaceId, ...method })
    .execute();
}

/** Two changes by one affiliate follow one another. */
export async function lockMethods(workspaceId: string, affiliateId: string): Promise<void> {
  const key = `payouts.methods:${workspaceId}:${affiliateId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}
