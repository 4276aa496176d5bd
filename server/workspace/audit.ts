import type { Actor } from '../core/actor.ts';
import { db } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { detailHash, entrySeal } from './audit-chain/seals.ts';

interface AuditedChange {
  /** `noun.verb`, e.g. `commission.approved`. */
  action: string;
  objectType: string;
  objectId: string;
  before?: unknown;
  after?: unknown;
}

/** Records who changed what, in the act's transaction, sealed against changes; a job gives it its place in the log. */
export async function audit(actor: Actor, change: AuditedChange): Promise<void> {
  const { workspaceId, now: at, kind: actorKind, id: actorId, name: actorName, requestId } = actor;
  const { action, objectType, objectId } = change;
  const [before, after] = [toJson(change.before), toJson(change.after)];
  const entry = {
    ...{ id: newId('aud'), at, actorKind, actorId, actorName },
    ...{ action, objectType, objectId, requestId },
  };
  const detail = detailHash(workspaceId, entry.id, before && JSON.parse(before), after && JSON.parse(after));
  await db()
    .insertInto('workspace.auditEntries')
    .values({
      ...{ workspaceId, ...entry, before, after },
      ...{ detailHash: detail, seal: entrySeal(workspaceId, entry, detail) },
    })
    .execute();
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
