import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { eraseAnswersAbout } from '../../core/http/idempotency.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { holdMerging } from '../merges/hold-ids.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { selectPeople } from '../store/find-people.ts';
import { findBlocks, type KeepReason } from './erasure.ts';
import { completeKeys } from './gather-data.ts';
import { type HeldData, listHeldData, type PersonKeys, type ReadData, TOPICS } from './held-data.ts';
import type { ErasedPart, ErasurePreview, NewErasure, PersonErasure } from './schema.ts';
import { countErased, type ErasedRows, eraseRows } from './store/erase-rows.ts';
import { findErasure, findHold, insertErasure } from './store/erasures.ts';
import { findKeysOf } from './store/subject.ts';
import { suppressAddresses } from './suppress.ts';

/** Last, because the rows of others are found and guarded by it. */
const RECORD = 'customers.people';

/** What erasing somebody would do, and what stands against it. @throws Problem 404 */
export async function previewErasure(actor: Actor, personId: string): Promise<ErasurePreview> {
  authorize(actor, 'privacy.write');
  const { workspaceId, now: at } = actor;
  const keys = await keysOf(actor, personId);
  return {
    confirmation: await confirmationOf(workspaceId, personId),
    blocks: await findBlocks(workspaceId, keys, at),
    hold: await findHold(workspaceId, valuesOf(keys, 'person')),
    parts: await countParts(workspaceId, keys),
  };
}

/**
 * Does away with everything about a person but what the law or others need, in one transaction, for ever. Asked again,
 * it is answered with what was done.
 * @throws Problem 404; 422 for another confirmation than the preview asks for; 409 while something stands against it.
 */
export async function erasePerson(
  actor: Actor,
  personId: string,
  { confirmation }: NewErasure,
): Promise<PersonErasure> {
  authorize(actor, 'privacy.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await holdMerging(workspaceId);
    const done = await findErasure(workspaceId, personId);
    if (done) return done;
    const keys = await keysOf(actor, personId);
    if (confirmation.trim() !== (await confirmationOf(workspaceId, personId)))
      throw invalidField('confirmation', 'is not what was asked for');
    const [block] = await findBlocks(workspaceId, keys, at);
    if (block) throw conflict(`erasure_${block}`, BLOCKED[block]);
    return eraseFor(actor, personId, keys);
  });
}

/** As a rule does: nothing is asked, and nothing is done where something stands against it. @returns whether it was done. */
export async function eraseUnasked(actor: Actor, personId: string): Promise<boolean> {
  authorize(actor, 'privacy.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await holdMerging(workspaceId);
    const keys = await findKeysOf(workspaceId, personId);
    if (!keys) return false;
    await completeKeys(workspaceId, keys);
    if ((await findBlocks(workspaceId, keys, at)).length > 0) return false;
    await eraseFor(actor, personId, keys);
    return true;
  });
}

async function eraseFor(actor: Actor, personId: string, keys: PersonKeys): Promise<PersonErasure> {
  const { workspaceId, now: at } = actor;
  const people = await selectPeople(workspaceId, valuesOf(keys, 'person'));
  const parts = await eraseAll(workspaceId, keys);
  await suppressAddresses(workspaceId, valuesOf(keys, 'email'), at);
  const erasure = { id: newId('era'), personId, erasedAt: at, erasedByName: actor.name, parts };
  await insertErasure(workspaceId, { ...erasure, erasedBy: actor.id });
  await audit(actor, { action: 'person.erased', objectType: 'person', objectId: personId });
  // Whom to ask of the account, for example, is found out anew.
  const accountIds = [...new Set(people.flatMap(({ accountId }) => accountId ?? []))];
  if (accountIds.length > 0) await emit(workspaceId, 'accounts.saved', { accountIds });
  return erasure;
}

const BLOCKED = {
  hold: 'This person’s data is on hold.',
  affiliateActive: 'This person takes part in the affiliate program. End that first.',
  balanceOpen: 'This person is owed commissions, or owes some. Settle that first.',
} as const;

async function keysOf(actor: Actor, personId: string): Promise<Map<string, Set<string>>> {
  const { workspaceId } = actor;
  await refuseBeyondReach(actor, { object: 'person', ids: [personId], to: 'edit' });
  const keys = await findKeysOf(workspaceId, personId);
  if (!keys) throw notFound('person');
  await completeKeys(workspaceId, keys);
  return keys;
}

/** Something that only whoever looks at the person would type. */
async function confirmationOf(workspaceId: string, personId: string): Promise<string> {
  const [person] = await selectPeople(workspaceId, [personId]);
  return person?.email ?? person?.name ?? personId;
}

const valuesOf = (keys: PersonKeys, kind: string) => [...(keys.get(kind) ?? [])];

async function eraseAll(workspaceId: string, keys: PersonKeys): Promise<ErasedPart[]> {
  // Before anything goes by which the rows of others are found.
  const parts = await countParts(workspaceId, keys);
  const inOrder = listHeldData().toSorted(
    (one, other) => Number(one.table === RECORD) - Number(other.table === RECORD),
  );
  for (const held of inOrder) {
    if ('read' in held) await held.erase(workspaceId, keys);
    else await eraseRows(workspaceId, held, keys);
  }
  await eraseAnswersAbout(workspaceId, [...valuesOf(keys, 'email'), ...valuesOf(keys, 'person')]);
  return parts;
}

async function countParts(workspaceId: string, keys: PersonKeys): Promise<ErasedPart[]> {
  const counted: Counted[] = [];
  for (const held of listHeldData()) {
    const rows =
      'read' in held ? await countRead(workspaceId, held, keys) : await countErased(workspaceId, held, keys);
    counted.push({ held, rows });
  }
  return toParts(counted);
}

/** Of the rooms below, which hand their rows out one by one. */
async function countRead(workspaceId: string, held: ReadData, keys: PersonKeys): Promise<ErasedRows> {
  let count = 0;
  for await (const _row of held.read(workspaceId, keys)) count += 1;
  return { removed: held.keeps ? 0 : count, blanked: held.keeps ? count : 0, kept: 0 };
}

interface Counted {
  held: HeldData | ReadData;
  rows: ErasedRows;
}

function toParts(counted: Counted[]): ErasedPart[] {
  return TOPICS.flatMap((topic) => {
    const of = counted.filter(({ held }) => held.topic === topic);
    const sum = (kind: keyof ErasedRows) => of.reduce((total, { rows }) => total + rows[kind], 0);
    const part = { topic, removed: sum('removed'), blanked: sum('blanked'), kept: sum('kept') };
    if (part.removed + part.blanked + part.kept === 0) return [];
    const reasons = of.flatMap(({ held, rows }) =>
      rows.blanked + rows.kept > 0 ? (keptBecause(held) ?? []) : [],
    );
    return [{ ...part, reasons: [...new Set(reasons)] }];
  });
}

function keptBecause(held: HeldData | ReadData): KeepReason | undefined {
  return 'read' in held ? held.keeps : held.erasure.keeps;
}
