import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { findRole, listMembers } from '../../workspace/index.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import { readDossier } from './read-dossier.ts';
import type { HandOff, HandOffFigures, HandOffQuery, HandOffView } from './schema.ts';
import {
  findHandOff,
  type HandOffReader,
  pageOfHandOffs,
  type StoredHandOff,
  selectFigures,
} from './store/hand-offs.ts';

const TIMELINE_KIND = 'hand_off';

/** What is for the actor, from them, or about what they reach; the newest first. */
export async function listHandOffs(
  actor: Actor,
  { limit, cursor, ...filters }: HandOffQuery,
): Promise<{ data: HandOff[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  const page = await pageOfHandOffs(await handOffReaderOf(actor), filters, { limit, cursor });
  return { ...page, data: await withReceivers(actor.workspaceId, page.data) };
}

/** With all that was sent to the lead and done by it: also for who does not reach the record yet. @throws Problem 404 */
export async function getHandOff(actor: Actor, id: string): Promise<HandOffView> {
  authorize(actor, 'accounts.read');
  const handOff = await findHandOff(await handOffReaderOf(actor), id);
  if (!handOff) throw notFound('hand-off');
  const [named] = await withReceivers(actor.workspaceId, [handOff]);
  return { ...(named as HandOff), dossier: await readDossier(actor, handOff) };
}

export async function readHandOffFigures(actor: Actor): Promise<HandOffFigures> {
  authorize(actor, 'accounts.read');
  return selectFigures(await handOffReaderOf(actor));
}

export async function handOffReaderOf({ workspaceId, userId, rows, now: at }: Actor): Promise<HandOffReader> {
  const members = userId ? await listMembers(workspaceId) : [];
  const role = members.find((member) => member.userId === userId)?.role ?? null;
  return { workspaceId, userId, rows, role, at };
}

/** For what follows from an act that its actor may do: on records that they do not reach yet, or not any more. */
export function onBehalf(actor: Actor): Actor {
  return { ...actor, rows: null, permissions: new Set(['*']) };
}

/** With the name of the colleague who gets it. */
export async function withReceivers(workspaceId: string, handOffs: StoredHandOff[]): Promise<HandOff[]> {
  const isTold = handOffs.some(({ toId }) => toId);
  const members = isTold ? await listMembers(workspaceId) : [];
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return handOffs.map((handOff) => ({ ...handOff, toName: names.get(handOff.toId ?? '') ?? null }));
}

/** On the timeline of the lead. */
export async function tellHandOff(
  { workspaceId, now: at, name }: Actor,
  { id, accountId, personId, toName, toRole, reason }: HandOff,
  did: 'proposed' | 'accepted' | 'returned',
): Promise<void> {
  const values = {
    by: name,
    to: toName ?? (await roleOf(workspaceId, toRole)),
    ...(reason && { reason: { code: `handOffs:reason.${reason}` } }),
  };
  const entry = { at, kind: TIMELINE_KIND, sourceId: `${id} ${did}`, code: `handOffs:timeline.${did}` };
  await insertTimelineEntries(workspaceId, [{ accountId, personId, ...entry, values }]);
}

/** A role as it is called: one of the workspace by its name, a built-in one in the reader's language. */
async function roleOf(workspaceId: string, key: string | null): Promise<string | { code: string } | null> {
  const role = key ? await findRole(workspaceId, key) : null;
  return role && (role.name ?? { code: `app:role.${role.key}` });
}
