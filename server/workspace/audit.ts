import type { Actor } from '../core/actor.ts';
import { db } from '../core/db.ts';
import { newId } from '../core/ids.ts';

interface AuditedChange {
  /** `noun.verb`, e.g. `commission.approved`. */
  action: string;
  objectType: string;
  objectId: string;
  before?: unknown;
  after?: unknown;
}

/** Records who changed what, in the act's transaction. */
export async function audit(actor: Actor, change: AuditedChange): Promise<void> {
  await db()
    .insertInto('workspace.auditEntries')
    .values({
      workspaceId: actor.workspaceId,
      id: newId('aud'),
      at: actor.now,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      action: change.action,
      objectType: change.objectType,
      objectId: change.objectId,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
      requestId: actor.requestId,
    })
    .execute();
}
