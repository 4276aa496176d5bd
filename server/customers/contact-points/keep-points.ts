import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { holdMerging } from '../merges/hold-ids.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { searchKey } from '../rules.ts';
import { type ChangeablePerson, lockPerson, updatePerson } from '../store/change-records.ts';
import { selectPeople } from '../store/find-people.ts';
import type { PointLabel } from './kinds.ts';
import { type PointRow, toPointRow } from './rules.ts';
import type { ContactPoint, NewContactPoint } from './schema.ts';
import { deletePoint, insertPoint, selectPoints, updatePoint } from './store.ts';

const MAX_POINTS = 50;
const USUAL_LABEL: PointLabel = 'work';

/** What leads to a person beside the primary address and number. @throws Problem 404 */
export async function listPoints(actor: Actor, personId: string): Promise<{ data: ContactPoint[] }> {
  authorize(actor, 'accounts.read');
  await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'read' });
  const [person] = await selectPeople(actor.workspaceId, [personId]);
  if (!person) throw notFound('person');
  return { data: await selectPoints(actor.workspaceId, personId) };
}

/**
 * Adds a further address, number, profile or place. An e-mail address belongs to one person of the workspace.
 * @throws Problem 404; 409 `address_taken`, `contact_point_exists`, `too_many_contact_points`
 */
export function addPoint(actor: Actor, personId: string, wanted: NewContactPoint): Promise<ContactPoint> {
  return changing(actor, personId, async ({ person, points }) => {
    if (points.length >= MAX_POINTS)
      throw conflict('too_many_contact_points', `A person has at most ${MAX_POINTS} of these.`);
    const row = toPointRow(wanted);
    refusePrimary(person, row);
    const point = await insertPoint(actor.workspaceId, personId, row, actor.now);
    await tell(actor, 'contact_point.added', personId, { after: told(point) });
    return point;
  });
}

/** Makes it what is given, of the same kind. @throws Problem 404, 409 as `addPoint`, 422 for another kind */
export function changePoint(
  actor: Actor,
  { personId, id }: { personId: string; id: string },
  wanted: NewContactPoint,
): Promise<ContactPoint> {
  return changing(actor, personId, async ({ person, points }) => {
    const before = getPoint(points, id);
    if (before.kind !== wanted.kind) throw invalidField('kind', `must stay “${before.kind}”`);
    const row = toPointRow(wanted);
    refusePrimary(person, row);
    const point = await updatePoint(actor.workspaceId, { personId, id }, row, actor.now);
    await tell(actor, 'contact_point.changed', personId, { before: told(before), after: told(point) });
    return point;
  });
}

/** An address that is taken away is nobody's from then on. @throws Problem 404 */
export function removePoint(actor: Actor, personId: string, id: string): Promise<void> {
  return changing(actor, personId, async ({ points }) => {
    const before = getPoint(points, id);
    await deletePoint(actor.workspaceId, { personId, id });
    await tell(actor, 'contact_point.removed', personId, { before: told(before) });
  });
}

/**
 * Makes a further e-mail address or number the primary one; the one before takes its place among the further ones.
 * The same again puts both back.
 * @throws Problem 404, 422 for a profile or a place
 */
export function makePrimary(actor: Actor, personId: string, id: string): Promise<{ data: ContactPoint[] }> {
  const { workspaceId, now: at } = actor;
  return changing(actor, personId, async ({ person, points }) => {
    const point = getPoint(points, id);
    const { kind, label, value } = point;
    if (kind !== 'email' && kind !== 'phone')
      throw invalidField('pointId', 'must be an e-mail address or a telephone number');
    const former = person[kind];
    const formerLabel = person[`${kind}Label`] ?? USUAL_LABEL;
    await deletePoint(workspaceId, { personId, id });
    await updatePerson(workspaceId, personId, {
      ...{ [kind]: value, [`${kind}Label`]: label, updatedAt: at },
      ...(person.name === null && kind === 'email' ? { nameKey: searchKey(value) } : {}),
    });
    if (former) {
      const row = toPointRow({ kind, label: formerLabel as PointLabel, value: former });
      await insertPoint(workspaceId, personId, { ...row, id }, point.createdAt);
    }
    await tell(actor, 'contact_point.made_primary', personId, {
      before: { [kind]: former },
      after: { [kind]: value },
    });
    return { data: await selectPoints(workspaceId, personId) };
  });
}

interface Standing {
  person: ChangeablePerson;
  points: ContactPoint[];
}

/** Whoever changes addresses waits for those who look people up by them, before the person is locked. */
async function changing<Done>(
  actor: Actor,
  personId: string,
  act: (standing: Standing) => Promise<Done>,
): Promise<Done> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdMerging(workspaceId);
    await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'edit' });
    const person = await lockPerson(workspaceId, personId);
    if (!person) throw notFound('person');
    const done = await act({ person, points: await selectPoints(workspaceId, personId) });
    await emit(workspaceId, 'people.saved', { personIds: [personId] });
    return done;
  });
}

function getPoint(points: ContactPoint[], id: string): ContactPoint {
  const point = points.find((each) => each.id === id);
  if (!point) throw notFound('contact_point');
  return point;
}

function refusePrimary(person: ChangeablePerson, { kind, value, valueKey }: PointRow): void {
  const isPrimary =
    kind === 'email' ? person.email === value : kind === 'phone' && digitsOf(person.phone) === valueKey;
  if (isPrimary) throw conflict('contact_point_exists', 'The person has this already.');
}

const digitsOf = (phone: string | null) => phone?.replace(/\D/g, '');

function told({ id: _, createdAt: __, updatedAt: ___, ...point }: ContactPoint): Record<string, unknown> {
  return Object.fromEntries(Object.entries(point).filter(([, value]) => value !== null));
}

async function tell(
  actor: Actor,
  action: string,
  personId: string,
  what: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await audit(actor, { action, objectType: 'person', objectId: personId, ...what });
}
