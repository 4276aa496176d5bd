import { type Actor, authorize } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { withShownFields } from '../fields/read-fields.ts';
import { withOwnerNames } from '../owners.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import type { AccountPerson, Person, PersonQuery, PersonView } from '../schema/person.ts';
import { selectSummaries } from '../store/accounts.ts';
import { findPerson, pageOfAccountPeople, pageOfPeople, type StoredPerson } from '../store/list-people.ts';

export async function listPeople(
  actor: Actor,
  query: PersonQuery,
): Promise<{ data: Person[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  const { data, nextCursor } = await pageOfPeople(actor.workspaceId, query, {
    direction: query.direction ?? (query.sort === 'name' ? 'asc' : 'desc'),
    limit: query.limit,
    after: decodeCursor(query.cursor),
    reader: actor,
  });
  return { data: await toShown(actor.workspaceId, data), nextCursor };
}

/** @throws Problem 404 */
export async function getPerson(actor: Actor, id: string): Promise<PersonView> {
  authorize(actor, 'accounts.read');
  const found = await findPerson(actor.workspaceId, id, actor);
  if (!found) throw notFound('person');
  const [person] = await toShown(actor.workspaceId, [found]);
  return person as PersonView;
}

/** The people of one account with their parts in it. @throws Problem 404 */
export async function listAccountPeople(
  actor: Actor,
  accountId: string,
  query: { limit: number; cursor?: string },
): Promise<{ data: AccountPerson[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'read' });
  const [account] = await selectSummaries(actor.workspaceId, [accountId]);
  if (!account) throw notFound('account');
  return pageOfAccountPeople(actor.workspaceId, accountId, {
    limit: query.limit,
    after: decodeCursor(query.cursor),
  });
}

async function toShown<Row extends StoredPerson>(workspaceId: string, rows: Row[]) {
  return withOwnerNames(workspaceId, await withShownFields(workspaceId, 'person', rows));
}
