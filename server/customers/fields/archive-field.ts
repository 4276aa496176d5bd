import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { Field } from './schema.ts';
import { lockField, updateField } from './store/fields.ts';

/** Takes a field out of use; its values are kept and come back with it. @throws Problem 404 */
export function archiveField(actor: Actor, id: string): Promise<Field> {
  return setArchived(actor, id, actor.now);
}

/** Puts it back in use. @throws Problem 404 */
export function restoreField(actor: Actor, id: string): Promise<Field> {
  return setArchived(actor, id, null);
}

async function setArchived(actor: Actor, id: string, archivedAt: Date | null): Promise<Field> {
  authorize(actor, 'fields.write');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const before = await lockField(workspaceId, id);
    if (!before) throw notFound('field');
    if ((before.archivedAt === null) === (archivedAt === null)) return before;
    await updateField(workspaceId, id, { archivedAt, updatedAt: now });
    const action = archivedAt ? 'field.archived' : 'field.restored';
    await audit(actor, { action, objectType: 'field', objectId: id, before });
    return { ...before, archivedAt, updatedAt: now };
  });
}
