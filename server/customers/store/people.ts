import { db } from '../../core/db.ts';

/** Internal ids by external id and by lower-case e-mail address; unknown ones are missing. */
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
  return new Map([...addressed, ...named].map((row) => [row.key ?? '', row.id]));
}
