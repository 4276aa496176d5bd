import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { withOwnerNames } from '../owners.ts';
import { FAULT_KEYS, FAULTS, type FaultKey, PERMISSIONS } from './rules.ts';
import type { DataQuality, FaultQuery, FaultyRecord } from './schema.ts';
import { countFaults, type FaultRow, pageOfFaults } from './store/faults.ts';
import type { Look } from './store/sources.ts';

/** How many records have which fault, and whose they are; of what the actor reaches. */
export async function viewDataQuality(actor: Actor): Promise<DataQuality> {
  authorize(actor, 'accounts.read');
  const look = await lookOf(actor);
  const readable = FAULT_KEYS.filter((key) => isAllowed(actor, `${PERMISSIONS[FAULTS[key].object]}.read`));
  const counted: Counted[] = [];
  // One after another: a page must not take every connection that there is.
  for (const key of readable) counted.push({ key, rows: await countFaults(key, look) });
  const faults = counted.map(({ key, rows }) => {
    const { kind, object, mends } = FAULTS[key];
    return { key, kind, object, isMendable: mends !== null, count: sumOf(rows) };
  });
  return { faults, owners: await byOwner(actor, counted) };
}

export async function lookOf(actor: Actor): Promise<Look> {
  const { today } = await readerOf(actor);
  return { reader: actor, today };
}

type Counted = { key: FaultKey; rows: { ownerId: string | null; count: number }[] };

async function byOwner({ workspaceId }: Actor, counted: Counted[]): Promise<DataQuality['owners']> {
  const owners = new Map<string | null, Record<string, number>>();
  for (const { key, rows } of counted)
    for (const { ownerId, count } of rows) owners.set(ownerId, { ...owners.get(ownerId), [key]: count });
  const listed = [...owners].map(([ownerId, counts]) => ({
    ownerId,
    counts,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  }));
  return withOwnerNames(
    workspaceId,
    listed.toSorted((one, other) => other.count - one.count),
  );
}

function sumOf(rows: { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The records with a fault, worth most first, each with what would be right where that is known. */
export async function listFaults(
  actor: Actor,
  fault: FaultKey,
  query: FaultQuery,
): Promise<{ data: FaultyRecord[]; nextCursor: string | null }> {
  authorize(actor, `${PERMISSIONS[FAULTS[fault].object]}.read`);
  const { data, nextCursor } = await pageOfFaults(fault, await lookOf(actor), query);
  const owned = await withOwnerNames(actor.workspaceId, data);
  const suggested = owned.map(({ suggested: ownerId }) => ({ ownerId }));
  const names = FAULTS[fault].mends === 'ownerId' ? await withOwnerNames(actor.workspaceId, suggested) : [];
  return {
    data: owned.map((row, index) => toView(fault, row, names[index]?.ownerName ?? row.label)),
    nextCursor,
  };
}

function toView(
  fault: FaultKey,
  { id, name, detail, ownerId, ownerName, suggested }: FaultRow & { ownerName: string | null },
  label: string | null,
): FaultyRecord {
  const { mends } = FAULTS[fault];
  const isKnown = mends !== null && suggested !== null;
  const suggestion = isKnown ? { field: mends, value: suggested, label: label ?? suggested } : null;
  return { id, name, detail, ownerId, ownerName, suggestion };
}
