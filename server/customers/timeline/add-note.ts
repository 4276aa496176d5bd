import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import { refuseForeignSubject, type Subject } from './list-timeline.ts';

/** Keeps what somebody knows on the timeline, with their name. @throws Problem 404 */
export async function addNote(actor: Actor, subject: Subject, body: string): Promise<{ id: string }> {
  authorize(actor, 'accounts.write');
  const id = newId('not');
  return inTransaction(async () => {
    await refuseForeignSubject(actor, subject, 'edit');
    await insertTimelineEntries(actor.workspaceId, [
      {
        ...subject,
        at: actor.now,
        kind: 'note',
        sourceId: id,
        code: 'customers:timeline.note',
        values: { author: actor.name, body },
      },
    ]);
    await audit(actor, { action: 'note.added', objectType: 'note', objectId: id, after: subject });
    return { id };
  });
}
