import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { queueRefresh } from '../refresh/queue-refresh.ts';
import type { LifetimeSettings } from '../schema/lifetime.ts';
import { upsertGrossMargin } from '../store/settings.ts';
import { getLifetimeSettings } from './read-lifetime.ts';

/** Replaces the assumed gross margin by the company's own, 0–1, and values everybody again in the background. */
export async function setGrossMargin(actor: Actor, grossMargin: number): Promise<LifetimeSettings> {
  authorize(actor, 'success.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await getLifetimeSettings(workspaceId);
    await upsertGrossMargin(workspaceId, grossMargin, actor.now);
    await audit(actor, {
      action: 'gross_margin.set',
      objectType: 'workspace',
      objectId: workspaceId,
      before,
      after: { grossMargin },
    });
    await queueRefresh(workspaceId);
    return getLifetimeSettings(workspaceId);
  });
}
