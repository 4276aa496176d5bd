import { db } from '../../core/db.ts';
import { selectByFurtherEmails } from '../contact-points/store.ts';
import { withFormer } from '../merges/store/former-keys.ts';

/**
 * Internal ids by external id and by lower-case e-mail address, a further one too, also by those of a record that was
 * merged away; unknown ones are missing.
 */
export async function selectPersonIds(
  workspaceId: string,
  externalIds: string[],
  emails: string[],
): Promise<Map<string, string>> {
  const select = db().selectFrom('customers.people').where('workspaceId', '=', workspaceId);
  const addressed =
    emails.length === 0
      ? []
      : await select
          .select(['email as key', 'id'])
          .where('email', '=', (eb) => eb.fn.any(eb.val(emails)))
          .execute();
  const named =
    externalIds.length === 0
      ? []
      : await select
          .select(['externalId as key', 'id'])
          .where('externalId', '=', (eb) => eb.fn.any(eb.val(externalIds)))
          .execute();
  const further = await selectByFurtherEmails(workspaceId, emails);
  const known = new Map([
    ...further,
    ...[...addressed, ...named].map((row) => [row.key ?? '', row.id] as const),
  ]);
  await withFormer(workspaceId, 'person', ['address'], { values: emails, known });
  return withFormer(workspaceId, 'person', ['external_id'], { values: externalIds, known });
}
