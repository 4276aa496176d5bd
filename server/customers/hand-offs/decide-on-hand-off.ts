import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, Problem } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit, findWorkspace, listMembers } from '../../workspace/index.ts';
import { changeAccount } from '../accounts/change-account.ts';
import { getAccount } from '../accounts/read-accounts.ts';
import { createDeal } from '../deals/create-deal.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { changePerson } from '../people/change-person.ts';
import { getPerson } from '../people/read-people.ts';
import { completeTask } from '../tasks/close-task.ts';
import { createTask } from '../tasks/create-task.ts';
import { cancelOpenTasks, followTasks } from '../tasks/follow-tasks.ts';
import { getHandOff, handOffReaderOf, onBehalf, tellHandOff } from './read-hand-offs.ts';
import type { Acceptance, HandOffView, Return } from './schema.ts';
import { lockHandOff, updateHandOff } from './store/hand-offs.ts';

/**
 * Takes a lead: it is owned by who takes it from now on, and a deal is opened where that is wanted.
 * @throws Problem 403 when it is for somebody else; 404; 409 when it does not wait any more
 */
export async function acceptHandOff(
  actor: Actor,
  id: string,
  { dealName }: Acceptance,
): Promise<HandOffView> {
  authorize(actor, 'accounts.write');
  if (dealName) authorize(actor, 'deals.write');
  const { workspaceId, now: acceptedAt, id: acceptedBy, name: acceptedByName } = actor;
  return inTransaction(async () => {
    const handOff = await getLocked(actor, id);
    if (handOff.state !== 'waiting') throw notWaiting();
    await refuseOthers(actor, handOff);
    const taken = { acceptedAt, acceptedBy, acceptedByName };
    await updateHandOff(workspaceId, id, { state: 'accepted', waitingAs: null, ...taken });
    if (actor.userId) await setOwner(actor, handOff, actor.userId);
    if (dealName) await openDeal(actor, handOff, dealName);
    await endTask(actor, handOff);
    await tellHandOff(actor, handOff, 'accepted');
    await audit(actor, {
      action: 'hand_off.accepted',
      objectType: 'hand_off',
      objectId: id,
      after: { dealName },
    });
    return getHandOff(actor, id);
  });
}

/**
 * Gives a lead back to who handed it over, who gets a task with the reason; one that was taken is theirs again.
 * @throws Problem 403 when it is for somebody else; 404; 409 when it was given back or withdrawn already
 */
export async function returnHandOff(
  actor: Actor,
  id: string,
  { reason, note }: Return,
): Promise<HandOffView> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: endedAt, name: endedByName } = actor;
  return inTransaction(async () => {
    const handOff = await getLocked(actor, id);
    if (handOff.state !== 'waiting' && handOff.state !== 'accepted') throw notWaiting();
    await refuseOthers(actor, handOff);
    const end = { state: 'returned' as const, waitingAs: null, endedAt, endedByName, reason, note };
    await updateHandOff(workspaceId, id, end);
    const isMember = (await listMembers(workspaceId)).some(({ userId }) => userId === handOff.fromId);
    if (handOff.state === 'accepted' && isMember) await setOwner(actor, handOff, handOff.fromId);
    await endTask(actor, handOff);
    if (isMember) await tellGiver(actor, handOff, { reason, note });
    await tellHandOff(actor, { ...handOff, reason }, 'returned');
    await audit(actor, {
      action: 'hand_off.returned',
      objectType: 'hand_off',
      objectId: id,
      after: { reason, note },
    });
    return getHandOff(actor, id);
  });
}

/** Takes back what nobody has decided on. @throws Problem 403 when it is not one's own; 404; 409 */
export async function withdrawHandOff(actor: Actor, id: string): Promise<HandOffView> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: endedAt, name: endedByName } = actor;
  return inTransaction(async () => {
    const handOff = await getLocked(actor, id);
    if (handOff.state !== 'waiting') throw notWaiting();
    if (handOff.fromId !== actor.id && actor.rows) throw notYours();
    await updateHandOff(workspaceId, id, { state: 'withdrawn', waitingAs: null, endedAt, endedByName });
    await cancelOpenTasks(onBehalf(actor), handOff.taskId ? [handOff.taskId] : []);
    await audit(actor, { action: 'hand_off.withdrawn', objectType: 'hand_off', objectId: id });
    return getHandOff(actor, id);
  });
}

async function getLocked(actor: Actor, id: string): Promise<HandOffView> {
  await holdIds(actor.workspaceId);
  await getHandOff(actor, id);
  await lockHandOff(actor.workspaceId, id);
  return getHandOff(actor, id);
}

/** It is for a member or a role; whoever reaches all records may decide for them. */
async function refuseOthers(actor: Actor, { toId, toRole }: HandOffView): Promise<void> {
  if (!actor.rows) return;
  const { role } = await handOffReaderOf(actor);
  const isTheirs = toId ? toId === actor.userId : toRole === role;
  if (!isTheirs) throw notYours();
}

function setOwner(actor: Actor, { accountId, personId }: HandOffView, ownerId: string): Promise<unknown> {
  return accountId
    ? changeAccount(onBehalf(actor), accountId, { ownerId })
    : changePerson(onBehalf(actor), personId ?? '', { ownerId });
}

async function openDeal(actor: Actor, handOff: HandOffView, name: string): Promise<void> {
  const acting = onBehalf(actor);
  const { accountId, personId, nextStep } = handOff;
  const person = personId ? await getPerson(acting, personId) : null;
  const origin = accountId ? await getAccount(acting, accountId) : person;
  const ofAccount = accountId ?? person?.accountId;
  const part = { role: null, influence: null, attitude: null, strength: null };
  const deal = await createDeal(acting, {
    name,
    ...(ofAccount && { accountId: ofAccount }),
    ...(nextStep && { nextStep }),
    ...(origin?.channel && { channel: origin.channel }),
    ...(actor.userId && { ownerId: actor.userId }),
    ...(personId && { people: [{ ...part, personId }] }),
  });
  await updateHandOff(actor.workspaceId, handOff.id, { dealId: deal.id });
}

async function endTask(actor: Actor, { taskId }: HandOffView): Promise<void> {
  const acting = onBehalf(actor);
  const tasks = await followTasks(acting, taskId ? [taskId] : []);
  for (const { id, state } of tasks.values()) if (state === 'open') await completeTask(acting, id);
}

async function tellGiver(actor: Actor, handOff: HandOffView, { reason, note }: Return): Promise<void> {
  const locale = (await findWorkspace(actor.workspaceId))?.locale ?? 'en';
  const said = { ...handOff, by: actor.name, reason: words(locale, `handOffs:reason.${reason}`) };
  const { accountId, personId, fromId } = handOff;
  await createTask(onBehalf(actor), {
    ...{ title: words(locale, 'handOffs:task.returned', said), assigneeId: fromId, accountId, personId },
    ...(note && { note }),
  });
}

function notWaiting(): Problem {
  return conflict('hand_off_decided', 'This hand-off has been decided already.');
}

function notYours(): Problem {
  return new Problem(403, 'hand_off_of_others', 'Not allowed', 'This hand-off is for somebody else.');
}
