import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getOwnerNames } from '../owners.ts';
import { lockAccountField } from '../store/change-records.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import type { HandOver, NewHandOver, OwnedCounts } from './schema.ts';
import {
  insertHandOver,
  type Move,
  type MovedRecord,
  moveAccounts,
  moveFollowers,
  selectMoves,
  setCounts,
} from './store/hand-overs.ts';

const ENTRIES_AT_ONCE = 5_000;

/**
 * Gives everything that a member owns to others, in one transaction: accounts in turn, and with each account what
 * belongs to it. The note stands on the timeline of every account. Others' records are handed over by who may change members.
 * @throws Problem 422 for somebody who is no member and for a note on an account that is not theirs; 409 when they own nothing.
 */
export async function handOver(actor: Actor, wanted: NewHandOver): Promise<HandOver> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  const { fromUserId, toUserIds, accountNotes, note } = wanted;
  if (fromUserId !== actor.userId) authorize(actor, 'members.write');
  refuseOwnSuccession(wanted);
  return inTransaction(async () => {
    const [from] = await parties(workspaceId, [fromUserId], 'fromUserId');
    const to = await parties(workspaceId, toUserIds, 'toUserIds');
    if (!from) throw notFound('member');
    await refuseForeignNotes(workspaceId, wanted);
    const id = newId('hov');
    await insertHandOver(workspaceId, { id, from, to, note, madeBy: actor.name, createdAt: at });
    const move = { handOverId: id, fromUserId, toUserIds, accountNotes, at };
    const counts = await moveAll(workspaceId, move);
    if (Object.values(counts).every((count) => count === 0))
      throw conflict('nothing_owned', `${from.name} owns nothing.`);
    await setCounts(workspaceId, id, counts);
    await tellMoves(actor, id, { from, to, note });
    await audit(actor, {
      action: 'hand_over.made',
      objectType: 'hand_over',
      objectId: id,
      after: { fromUserId, toUserIds, counts },
    });
    return { id, from, to, note, counts, madeBy: actor.name, createdAt: at, undoneAt: null, undoneBy: null };
  });
}

/** The accounts first: the others follow them. */
async function moveAll(workspaceId: string, move: Move): Promise<OwnedCounts> {
  const account = await moveAccounts(workspaceId, move);
  const person = await moveFollowers(workspaceId, 'person', move);
  const deal = await moveFollowers(workspaceId, 'deal', move);
  return { account, person, deal, task: await moveFollowers(workspaceId, 'task', move) };
}

function refuseOwnSuccession({ fromUserId, toUserIds, accountNotes }: NewHandOver): void {
  if (toUserIds.includes(fromUserId)) throw invalidField('toUserIds', 'must not name the one who hands over');
  if (new Set(toUserIds).size < toUserIds.length) throw invalidField('toUserIds', 'names a member twice');
  if (new Set(accountNotes.map(({ accountId }) => accountId)).size < accountNotes.length)
    throw invalidField('accountNotes', 'names an account twice');
}

async function parties(workspaceId: string, userIds: string[], path: string): Promise<HandOver['to']> {
  const names = await getOwnerNames(workspaceId, userIds, path);
  return userIds.map((userId) => ({ userId, name: names.get(userId) ?? '' }));
}

async function refuseForeignNotes(
  workspaceId: string,
  { fromUserId, accountNotes }: NewHandOver,
): Promise<void> {
  const owners = await lockAccountField(
    workspaceId,
    'ownerId',
    accountNotes.map(({ accountId }) => accountId),
  );
  const theirs = new Set(owners.flatMap(({ id, value }) => (value === fromUserId ? id : [])));
  const wrong = accountNotes.findIndex(({ accountId }) => !theirs.has(accountId));
  if (wrong >= 0)
    throw invalidField(`accountNotes.${wrong}.accountId`, 'is not an account of the one who hands over');
}

async function tellMoves(actor: Actor, handOverId: string, words: Pick<HandOver, 'from' | 'to' | 'note'>) {
  const names = new Map(words.to.map(({ userId, name }) => [userId, name]));
  let after: Pick<MovedRecord, 'object' | 'recordId'> = { object: 'account', recordId: '' };
  for (;;) {
    const moves = await selectMoves(actor.workspaceId, handOverId, after, ENTRIES_AT_ONCE);
    await insertTimelineEntries(
      actor.workspaceId,
      moves.map((move) => toEntry(actor.now, handOverId, move, words, names)),
    );
    const last = moves.at(-1);
    if (moves.length < ENTRIES_AT_ONCE || !last) return;
    after = last;
  }
}

function toEntry(
  at: Date,
  handOverId: string,
  { object, recordId, toUserId, note: own }: MovedRecord,
  { from, note: general }: Pick<HandOver, 'from' | 'note'>,
  names: Map<string, string>,
) {
  const note = [general, own].filter((text) => text !== null).join('\n');
  return {
    ...(object === 'account' ? { accountId: recordId } : { personId: recordId }),
    at,
    kind: 'owner_change',
    sourceId: `${recordId} ${handOverId}`,
    code: note ? 'customers:timeline.handedOverWithNote' : 'customers:timeline.handedOver',
    values: { from: from.name, owner: names.get(toUserId) ?? '', ...(note ? { note } : {}) },
  };
}
