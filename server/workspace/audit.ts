import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { detailHash, entrySeal } from './audit-chain/seals.ts';
import { insertEntry, insertViewOnce, type SealedEntry } from './audit-log/store.ts';

interface AuditedAct {
  /** `noun.verb`, e.g. `commission.approved`. */
  action: string;
  objectType: string;
  objectId: string;
  before?: unknown;
  after?: unknown;
}

/** Records who did what, in the act's transaction, sealed against changes; a job gives it its place in the log. */
export async function audit(actor: Actor, act: AuditedAct): Promise<void> {
  await insertEntry(sealedEntry(actor, act));
}

/** Records who saw a record, and what it was called, once a day. */
export async function auditView(
  actor: Actor,
  { objectType, objectId, name }: { objectType: string; objectId: string; name: string | null },
): Promise<void> {
  const act = { action: `${objectType}.seen`, objectType, objectId, after: { name } };
  await insertViewOnce(sealedEntry(actor, act));
}

function sealedEntry(actor: Actor, act: AuditedAct): SealedEntry {
  const { workspaceId, now: at, kind: actorKind, id: actorId, name: actorName, requestId } = actor;
  const { action, objectType, objectId } = act;
  const [before, after] = [toJson(act.before), toJson(act.after)];
  const entry = {
    ...{ id: newId('aud'), at, actorKind, actorId, actorName },
    ...{ action, objectType, objectId, requestId },
  };
  const detail = detailHash(workspaceId, entry.id, before && JSON.parse(before), after && JSON.parse(after));
  return {
    ...{ workspaceId, ...entry, before, after },
    ...{ detailHash: detail, seal: entrySeal(workspaceId, entry, detail) },
  };
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
