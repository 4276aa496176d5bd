import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { getPerson } from '../people/read-people.ts';
import type { NewPersonHold, PersonHold } from './schema.ts';
import { deleteHold, upsertHold } from './store/erasures.ts';

/** Nothing about the person is erased from now on; a new reason takes the place of the old one. @throws Problem 404 */
export async function holdPerson(
  actor: Actor,
  personId: string,
  { reason }: NewPersonHold,
): Promise<PersonHold> {
  authorize(actor, 'privacy.write');
  const { workspaceId, id: heldBy, name: heldByName, now: heldAt } = actor;
  return inTransaction(async () => {
    await holdIds(workspaceId);
    const { id } = await getPerson(actor, personId);
    await upsertHold(workspaceId, { personId: id, reason, heldBy, heldByName, heldAt });
    await audit(actor, { action: 'person.held', objectType: 'person', objectId: id, after: { reason } });
    return { reason, heldByName, heldAt };
  });
}

/** @throws Problem 404 where there is none */
export async function endHold(actor: Actor, personId: string): Promise<void> {
  authorize(actor, 'privacy.write');
  await inTransaction(async () => {
    const { id } = await getPerson(actor, personId);
    if (!(await deleteHold(actor.workspaceId, id))) throw notFound('hold');
    await audit(actor, { action: 'person.hold_ended', objectType: 'person', objectId: id });
  });
}
