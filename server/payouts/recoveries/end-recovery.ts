import { insertRecovered, returnSettlement } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { lockRecovery, updateRecovery } from '../store/recoveries.ts';
import type { RecoveryChanged } from './open-recovery.ts';
import type { Recovery, RecoveryDetail, RecoveryState } from './schema.ts';
import { viewRecovery } from './view-recovery.ts';

/**
 * Gives up what has not come in. Said again, it changes nothing. @throws Problem 404; 409 when it ended otherwise.
 */
export async function writeOffRecovery(actor: Actor, id: string, reason: string): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.approve');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const recovery = await getRecovery(workspaceId, id);
    if (recovery.state === 'written_off') return viewRecovery(actor, id);
    refuseEnded(recovery);
    const { affiliateId, currency, openMinor: amountMinor } = recovery;
    const sourceKey = `write_off:${id}`;
    await insertRecovered(
      workspaceId,
      { kind: 'write_off', sourceKey, affiliateId, currency, amountMinor },
      now,
    );
    await endRecovery(actor, id, { endedAs: 'written_off', endedBecause: reason });
    return viewRecovery(actor, id);
  });
}

/**
 * It is not asked back any more: the balance is below zero again and carried into the next payout. Said again, it
 * changes nothing. @throws Problem 404; 409 when it ended otherwise, or something has come in.
 */
export async function cancelRecovery(actor: Actor, id: string, reason: string): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const recovery = await getRecovery(workspaceId, id);
    if (recovery.state === 'canceled') return viewRecovery(actor, id);
    refuseEnded(recovery);
    if (recovery.repaidMinor > 0)
      throw conflict(
        'partly_repaid',
        'Something has come in already. Withdraw it first, or write off the rest.',
      );
    await returnSettlement(workspaceId, 'recovery', id, now);
    await endRecovery(actor, id, { endedAs: 'canceled', endedBecause: reason });
    return viewRecovery(actor, id);
  });
}

/** Locked. @throws Problem 404 */
export async function getRecovery(workspaceId: string, id: string): Promise<Recovery> {
  const recovery = await lockRecovery(workspaceId, id);
  if (!recovery) throw notFound('recovery');
  return recovery;
}

/** @throws Problem 409 */
export function refuseEnded({ state }: Recovery): void {
  if (state !== 'open') throw conflict('recovery_ended', 'This is not asked back any more.');
}

/** Writes how it ended, and tells of it. */
export async function endRecovery(
  actor: Actor,
  id: string,
  { endedAs, endedBecause }: { endedAs: Exclude<RecoveryState, 'open'>; endedBecause: string | null },
): Promise<void> {
  const { workspaceId, name, now } = actor;
  await updateRecovery(workspaceId, id, { endedAs, endedBecause, endedByName: name, endedAt: now });
  const after = { reason: endedBecause };
  await audit(actor, { action: `recovery.${endedAs}`, objectType: 'recovery', objectId: id, after });
  await emit<RecoveryChanged>(workspaceId, 'recovery.ended', { recoveryId: id });
}
