import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { readRecoveryTerms, replaceRecoveryTerms } from '../store/recovery-terms.ts';
import type { RecoveryTerms } from './schema.ts';

export async function viewRecoveryTerms(actor: Actor): Promise<RecoveryTerms> {
  authorize(actor, 'payouts.read');
  return readRecoveryTerms(actor.workspaceId);
}

/** From now on; what was asked back already stays. */
export async function changeRecoveryTerms(actor: Actor, after: RecoveryTerms): Promise<RecoveryTerms> {
  authorize(actor, 'payouts.approve');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await readRecoveryTerms(workspaceId);
    await replaceRecoveryTerms(workspaceId, after, actor.now);
    const change = { objectType: 'recovery_terms', objectId: workspaceId, before, after };
    await audit(actor, { action: 'recovery_terms.changed', ...change });
    return readRecoveryTerms(workspaceId);
  });
}
