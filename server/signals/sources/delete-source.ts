import { type Actor, authorize } from '../../core/actor.ts';
import { announce } from '../../core/announce.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { markSourceDeleted } from '../store/sources.ts';
import { forgetSources, SOURCES_CHANGED } from './find-source.ts';

/** The source's key is refused from now on; what it sent stays. */
export async function deleteSource(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'signals.write');
  await inTransaction(async () => {
    if (!(await markSourceDeleted(actor.workspaceId, id, actor.now))) throw notFound('source');
    await audit(actor, { action: 'source.deleted', objectType: 'source', objectId: id });
    await announce(SOURCES_CHANGED, id);
  });
  forgetSources();
}
