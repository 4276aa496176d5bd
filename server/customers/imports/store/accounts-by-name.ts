import { db } from '../../../core/db.ts';

/** Ids of the accounts by the key of their name; a name may belong to several. */
export async function findAccountIdsByName(
  workspaceId: string,
  nameKeys: string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (nameKeys.length === 0) return found;
  const rows = await db()
    .selectFrom('customers.accounts')
    .select(['nameKey', 'id'])
    .where('workspaceId', '=', workspaceId)
    .where('nameKey', '=', (eb) => eb.fn.any(eb.val(nameKeys)))
    .execute();
  for (const { nameKey, id } of rows) found.set(nameKey, [...(found.get(nameKey) ?? []), id]);
  return found;
}
