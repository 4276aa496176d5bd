import { db } from '../../core/db.ts';

export interface PersonSummary {
  id: string;
  name: string | null;
  /** Lower case. */
  email: string | null;
  /** Where the person works now. */
  accountId: string | null;
}

export async function selectPeople(workspaceId: string, personIds: string[]): Promise<PersonSummary[]> {
  return db()
    .selectFrom('customers.people')
    .select(['id', 'name', 'email', 'accountId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (eb) => eb.fn.any(eb.val(personIds)))
    .execute();
}
