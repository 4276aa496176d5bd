import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { filterReachable, refuseBeyondReach } from '../reach/reach.ts';
import { selectSummaries } from '../store/accounts.ts';
import { selectPeople } from '../store/find-people.ts';
import { getActivity } from './read-activities.ts';
import { refuseUnfit } from './rules.ts';
import type { Activity, NewActivity } from './schema.ts';
import { type ActivityRow, findByExternalId, insertActivity, setParts } from './store/activities.ts';
import { putOnTimelines } from './tell-activity.ts';

/**
 * Keeps a note, a call, a meeting or time that was worked, with its author. About a person alone, it is about their account as well. An external
 * id names one activity for ever: told again, that one is answered as it is.
 * @throws Problem 404 for an unknown account or person; 409 when the external id is a deleted one's; 422 for what its
 * kind has not, and when it is about nobody.
 */
export async function createActivity(actor: Actor, wanted: NewActivity): Promise<Activity> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  const id = await inTransaction(async () => {
    const row = await toRow(actor, wanted);
    refuseUnfit(row.kind, row);
    if (!(await insertActivity(workspaceId, row, at)))
      return findStanding(workspaceId, wanted.externalId ?? '');
    await takePart(actor, row.id, wanted.personIds ?? []);
    await putOnTimelines(workspaceId, { ...row, version: 1, editedAt: null, deletedAt: null });
    await audit(actor, { action: 'activity.created', objectType: 'activity', objectId: row.id, after: row });
    return row.id;
  });
  return getActivity(actor, id);
}

async function toRow(
  actor: Actor,
  wanted: NewActivity,
): Promise<Omit<ActivityRow, 'version' | 'editedAt' | 'deletedAt'>> {
  const { workspaceId } = actor;
  const { accountId, personId } = wanted;
  if (!accountId && !personId) throw invalidField('accountId', 'or personId says whom it is about');
  await holdIds(workspaceId);
  if (accountId && (await selectSummaries(workspaceId, [accountId])).length === 0) throw notFound('account');
  const [person] = personId ? await selectPeople(workspaceId, [personId]) : [];
  if (personId && !person) throw notFound('person');
  await refuseOutOfReach(actor, { accountId, personId });
  // Where the person works may be out of the author's reach: then it is about the person alone.
  const reached = person?.accountId ? await filterReachable(actor, [person.accountId]) : new Set();
  const works = reached.has(person?.accountId) ? (person?.accountId ?? null) : null;
  return {
    ...{ id: newId('act'), externalId: wanted.externalId ?? null, kind: wanted.kind },
    ...{ accountId: accountId ?? works, personId: personId ?? null },
    ...{ at: wanted.at ?? actor.now, direction: wanted.direction ?? null },
    ...{ durationMinutes: wanted.durationMinutes ?? null, outcome: wanted.outcome ?? null },
    ...{ body: wanted.body ?? '', nextStep: wanted.nextStep ?? null, nextStepOn: wanted.nextStepOn ?? null },
    ...{ authorId: actor.userId ?? actor.id, authorName: actor.name, isPinned: wanted.isPinned ?? false },
  };
}

/** Whoever writes of a record must reach it to edit it. @throws Problem 404, 403 `shared_for_reading` */
export async function refuseOutOfReach(
  actor: Actor,
  { accountId, personId }: { accountId?: string | null | undefined; personId?: string | null | undefined },
): Promise<void> {
  if (accountId) await refuseBeyondReach(actor, { object: 'account', ids: [accountId], to: 'edit' });
  else if (personId) await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'edit' });
  if (accountId && personId)
    await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'read' });
}

/** @throws Problem 409 when it was deleted */
async function findStanding(workspaceId: string, externalId: string): Promise<string> {
  const known = await findByExternalId(workspaceId, externalId);
  if (!known || known.deletedAt)
    throw conflict('activity_deleted', 'The activity with this external id was deleted.');
  return known.id;
}

/** Ids stay good until the transaction commits. @throws Problem 404 */
export async function takePart(actor: Actor, id: string, personIds: string[]): Promise<void> {
  const { workspaceId } = actor;
  const wanted = [...new Set(personIds)];
  await holdIds(workspaceId);
  if (wanted.length > 0 && (await selectPeople(workspaceId, wanted)).length < wanted.length)
    throw notFound('person');
  await refuseBeyondReach(actor, { object: 'person', ids: wanted, to: 'read' });
  await setParts(workspaceId, id, wanted);
}
