import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit, findRole, findWorkspace } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { getOwnerNames } from '../owners.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { createTask } from '../tasks/create-task.ts';
import { getHandOff, onBehalf, tellHandOff } from './read-hand-offs.ts';
import type { HandOffView, NewHandOff } from './schema.ts';
import { selectOrigin } from './store/dossier.ts';
import { insertHandOff, updateHandOff } from './store/hand-offs.ts';

/**
 * Hands a lead to a colleague or a role, who gets a task to take it or give it back.
 * @throws Problem 404 for an unknown account or person; 409 while it waits for somebody already; 422 for an unknown
 * colleague or role
 */
export async function proposeHandOff(actor: Actor, wanted: NewHandOff): Promise<HandOffView> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: createdAt, id: fromId, name: fromName } = actor;
  const { accountId = null, personId = null, toId = null, toRole = null, promised, nextStep } = wanted;
  await refuseBeyondReach(actor, { object: 'account', ids: accountId ? [accountId] : [], to: 'edit' });
  await refuseBeyondReach(actor, { object: 'person', ids: personId ? [personId] : [], to: 'edit' });
  const id = await inTransaction(async () => {
    await holdIds(workspaceId);
    if (!(await selectOrigin(workspaceId, { accountId, personId })))
      throw notFound(accountId ? 'account' : 'person');
    await getOwnerNames(workspaceId, toId ? [toId] : [], 'toId');
    if (toRole && !(await findRole(workspaceId, toRole)))
      throw invalidField('toRole', 'is no role of this workspace');
    const row = { accountId, personId, fromId, fromName, toId, toRole, promised, nextStep, createdAt };
    const made = await insertHandOff(workspaceId, row);
    if (!made) throw conflict('hand_off_waiting', 'This lead waits for somebody to take it already.');
    await giveTask(actor, made);
    await audit(actor, {
      ...{ action: 'hand_off.proposed', objectType: 'hand_off', objectId: made, after: wanted },
    });
    return made;
  });
  return getHandOff(actor, id);
}

/** To whoever is to decide: it is done when they have. */
async function giveTask(actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor;
  const handOff = await getHandOff(onBehalf(actor), id);
  const locale = (await findWorkspace(workspaceId))?.locale ?? 'en';
  const say = (key: string) => words(locale, `handOffs:task.${key}`, { ...handOff, from: handOff.fromName });
  const { toId, toRole, accountId, personId, nextStep, promised } = handOff;
  const note = [promised && say('promised'), nextStep && say('nextStep')].filter(Boolean).join('\n');
  const task = await createTask(onBehalf(actor), {
    ...{ title: say('title'), priority: 'high', accountId, personId },
    ...(note && { note }),
    ...(toId ? { assigneeId: toId } : { assigneeId: null, assigneeRole: toRole }),
  });
  await updateHandOff(workspaceId, id, { taskId: task.id });
  await tellHandOff(actor, handOff, 'proposed');
}
