import { db } from '../../../core/db.ts';
import { selectPoints } from '../../contact-points/store.ts';

/** Which kind of key each former key of a merged record is. */
const KIND_OF_FORMER: Record<string, string> = {
  id: 'person',
  external_id: 'externalId',
  address: 'email',
};

/** By what the record itself knows the person, those who were merged into them included; null for nobody. */
export async function findKeysOf(
  workspaceId: string,
  personId: string,
): Promise<Map<string, Set<string>> | null> {
  const person = await db()
    .selectFrom('customers.people')
    .select(['id', 'email', 'externalId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) return null;
  const former = await db()
    .selectFrom('customers.formerKeys')
    .select(['kind', 'value'])
    .where('workspaceId', '=', workspaceId)
    .where('object', '=', 'person')
    .where('recordId', '=', personId)
    .execute();
  const keys = new Map<string, Set<string>>([
    ['person', new Set([person.id])],
    ['email', new Set(person.email ? [person.email.toLowerCase()] : [])],
    ['externalId', new Set(person.externalId ? [person.externalId] : [])],
  ]);
  for (const { kind, value } of await selectPoints(workspaceId, personId))
    if (kind === 'email') keys.get('email')?.add(value);
  for (const { kind, value } of former) keys.get(KIND_OF_FORMER[kind] ?? '')?.add(value);
  return keys;
}
