import { fingerprint } from '../../core/vault.ts';

/** What an audit row says, all but the place that it gets in the chain. */
export interface SealedContent {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  action: string;
  objectType: string;
  objectId: string;
  requestId: string | null;
}

/**
 * Stands for `before` and `after` in the row's seal, so that they can be erased and the row still be proven. Keyed with
 * the row's id: nobody can try addresses against it, nor see that two rows said the same.
 */
export function detailHash(workspaceId: string, id: string, before: unknown, after: unknown): string {
  return fingerprint(canonical([before ?? null, after ?? null]), `audit detail\0${workspaceId}\0${id}`);
}

/** Proves that Goodword wrote the row, and that it says what it said then. */
export function entrySeal(workspaceId: string, entry: SealedContent, detail: string): string {
  const { id, at, actorKind, actorId, actorName, action, objectType, objectId, requestId } = entry;
  const content = [id, at, actorKind, actorId, actorName, action, objectType, objectId, requestId, detail];
  return fingerprint(JSON.stringify(content), `audit entry\0${workspaceId}`);
}

/** Proves the row's place: after the one whose hash is given. */
export function chainHash(workspaceId: string, previous: string, sequence: number, seal: string): string {
  return fingerprint(JSON.stringify([previous, sequence, seal]), `audit chain\0${workspaceId}`);
}

/** Proves that the chain ended here. @param isBegun whether rows that are older than the chain are still taken in */
export function headSeal(workspaceId: string, sequence: number, hash: string, isBegun: boolean): string {
  return fingerprint(JSON.stringify([sequence, hash, isBegun]), `audit head\0${workspaceId}`);
}

/** Proves that erasing a person took the detail out of the row. */
export function blankSeal(workspaceId: string, id: string, detail: string): string {
  return fingerprint(JSON.stringify([id, detail]), `audit blank\0${workspaceId}`);
}

export interface Gap {
  firstSequence: number;
  lastSequence: number;
  /** The chain hash of the last row that is gone. */
  lastHash: string;
}

/** Proves that retention deleted these rows. */
export function gapSeal(workspaceId: string, { firstSequence, lastSequence, lastHash }: Gap): string {
  return fingerprint(JSON.stringify([firstSequence, lastSequence, lastHash]), `audit gap\0${workspaceId}`);
}

/** JSON in one way of writing: the database keeps objects in an order of its own. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`;
}
