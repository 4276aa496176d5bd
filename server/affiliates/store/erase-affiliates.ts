import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PersonKeys } from '../../customers/index.ts';
import { forgetAffiliateUsers } from '../../workspace/index.ts';

/** What was earned and paid stays with a row that says of nobody who they are; who could sign in no longer can. */
export async function eraseAffiliates(workspaceId: string, keys: PersonKeys): Promise<void> {
  const valuesOf = (kind: string) => [...(keys.get(kind) ?? [])];
  await sql`
    update affiliates.affiliates set name = 'Erased', email = 'erased-' || id || '@erased.invalid',
      payout_email = null, person_id = null, external_id = null, user_id = null, website = null, promotion = null,
      country = null, status_reason = null, locale = null, updated_at = now()
    where workspace_id = ${workspaceId} and id = any(${valuesOf('affiliate')}::text[])`.execute(db());
  await forgetAffiliateUsers(workspaceId, valuesOf('user'));
}

/** Whether any of these affiliates takes part in the program. */
export async function hasActive(workspaceId: string, affiliateIds: string[]): Promise<boolean> {
  const row = await db()
    .selectFrom('affiliates.affiliates')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (eb) => eb.fn.any(eb.val(affiliateIds)))
    .where('status', 'in', ['pending', 'active'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
