import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, joinAttributes, pick, refuseStale } from '../differences.ts';
import { wantedFields } from '../fields/change-values.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { getOwnerNames } from '../owners.ts';
import { refuseBeyondReach, refuseLosing } from '../reach/reach.ts';
import { cleanChannel, cleanCountry, searchKey } from '../rules.ts';
import type { PersonChange, PersonView } from '../schema/person.ts';
import { type ChangeablePerson, lockPerson, updatePerson } from '../store/change-records.ts';
import { upsertStakeholders } from '../store/stakeholders.ts';
import { tellFieldChanges, tellOwnerMoves, tellStageMoves } from '../timeline/tell-changes.ts';
import { refuseForeignAccount } from './create-person.ts';
import { getPerson } from './read-people.ts';

/**
 * Changes what is given: null erases, absent keeps. Audited with before and after; stage and owner go on the timeline.
 * @throws Problem 404; 409 when the person was changed after `readAt` or doubles another; 422 for an unknown owner
 *   or account, and when nothing would be left to know the person by.
 */
export async function changePerson(actor: Actor, id: string, change: PersonChange): Promise<PersonView> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await refuseBeyondReach(actor, { object: 'person', ids: [id], to: 'edit' });
    // Before the person is locked, as those do who change further addresses.
    if (change.email) await holdIds(workspaceId);
    const before = await lockPerson(workspaceId, id);
    if (!before) throw notFound('person');
    refuseStale(before.updatedAt, change.readAt);
    const after = differences<ChangeablePerson>(before, {
      ...wantedOf(before, change),
      fields: await wantedFields(workspaceId, 'person', before.fields, change.fields),
    });
    if (Object.keys(after).length === 0) return getPerson(actor, id);
    await refuseForeignAccount(workspaceId, after.accountId);
    const owners = await getOwnerNames(workspaceId, after.ownerId ? [after.ownerId] : [], 'ownerId');
    await updatePerson(workspaceId, id, {
      ...after,
      ...nameKeyOf({ ...before, ...after }),
      ...(after.stage ? { stageChangedAt: at } : {}),
      updatedAt: at,
    });
    if (after.accountId)
      await upsertStakeholders(workspaceId, [{ accountId: after.accountId, personId: id }], at);
    if (after.stage) {
      const move = { id, from: before.stage, to: after.stage };
      await tellStageMoves(workspaceId, 'personId', [move], at, change.stageReason);
    }
    if (after.ownerId !== undefined) {
      const ownerName = owners.get(after.ownerId ?? '') ?? null;
      await tellOwnerMoves(workspaceId, 'personId', [{ id, ownerName }], at);
    }
    if (after.fields)
      await tellFieldChanges(workspaceId, 'personId', { id, before: before.fields, after: after.fields }, at);
    await audit(actor, {
      action: 'person.changed',
      objectType: 'person',
      objectId: id,
      before: pick(before, after),
      after,
    });
    await emit(workspaceId, 'people.saved', { personIds: [id] });
    await refuseLosing(actor, 'person', [id]);
    return getPerson(actor, id);
  });
}

/** A new stage takes its reason with it, or clears the old one's. */
function wantedOf(before: ChangeablePerson, change: PersonChange): Partial<ChangeablePerson> {
  const { readAt: _, fields: __, ...wanted } = change;
  const isMove = change.stage !== undefined && change.stage !== before.stage;
  return {
    ...wanted,
    country: change.country ? cleanCountry(change.country) : change.country,
    channel: change.channel ? cleanChannel(change.channel) : change.channel,
    stageReason: change.stageReason ?? (isMove ? null : undefined),
    attributes: joinAttributes(before.attributes, change.attributes),
  };
}

/** People without a name are sorted and found by what they are known by. */
function nameKeyOf({ name, email, externalId }: ChangeablePerson): { nameKey: string } {
  const known = name ?? email ?? externalId;
  if (known === null)
    throw invalidField('email', 'a person needs an e-mail address, an external id or a name');
  return { nameKey: searchKey(known) };
}
