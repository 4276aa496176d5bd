import { TZDate } from '@date-fns/tz';
import { insertRecovered } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { insertRepayment, listRepayments, updateRecovery, withdrawRepayment } from '../store/recoveries.ts';
import { endRecovery, getRecovery, refuseEnded } from './end-recovery.ts';
import type { NewRepayment, Recovery, RecoveryDetail } from './schema.ts';
import { viewRecovery } from './view-recovery.ts';

const OPEN_AGAIN = { endedAs: null, endedBecause: null, endedByName: null, endedAt: null };

/**
 * Money has come in; once it is all there, the recovery has ended. The same reference told again changes nothing.
 * @throws Problem 404; 422 for more than is open, or a day to come; 409 when it ended, or the reference stood for another amount.
 */
export async function recordRepayment(actor: Actor, id: string, told: NewRepayment): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const recovery = await getRecovery(workspaceId, id);
    const known = (await listRepayments(workspaceId, [id])).find(
      ({ reference, withdrawnAt }) => reference === told.reference && !withdrawnAt,
    );
    if (known) {
      if (known.amountMinor === told.amountMinor) return viewRecovery(actor, id);
      throw conflict('reference_known', 'This reference stands for another amount already.');
    }
    refuseEnded(recovery);
    if (told.amountMinor > recovery.openMinor) throw invalidField('amountMinor', 'is more than is open');
    const at = await startOf(workspaceId, told.receivedOn, now);
    const repaymentId = newId('rep');
    const row = { id: repaymentId, recordedByName: actor.name, recordedAt: now, ...told };
    await insertRepayment(workspaceId, id, row);
    await book(workspaceId, recovery, { key: repaymentId, amountMinor: told.amountMinor, at });
    const change = { objectType: 'recovery', objectId: id, after: told };
    await audit(actor, { action: 'recovery.repayment_recorded', ...change });
    if (told.amountMinor === recovery.openMinor)
      await endRecovery(actor, id, { endedAs: 'repaid', endedBecause: null });
    return viewRecovery(actor, id);
  });
}

/**
 * It was recorded by mistake: what it had paid is open again. Said again, it changes nothing.
 * @throws Problem 404; 409 when the rest was written off.
 */
export async function undoRepayment(actor: Actor, id: string, repaymentId: string): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const recovery = await getRecovery(workspaceId, id);
    const repayment = (await listRepayments(workspaceId, [id])).find((each) => each.id === repaymentId);
    if (!repayment) throw notFound('repayment');
    if (repayment.withdrawnAt) return viewRecovery(actor, id);
    if (recovery.state !== 'repaid') refuseEnded(recovery);
    await withdrawRepayment(workspaceId, repaymentId, { withdrawnByName: actor.name, withdrawnAt: now });
    const key = `${repaymentId}:withdrawn`;
    await book(workspaceId, recovery, { key, amountMinor: -repayment.amountMinor, at: now });
    if (recovery.state === 'repaid') await updateRecovery(workspaceId, id, OPEN_AGAIN);
    const before = { amountMinor: repayment.amountMinor, reference: repayment.reference };
    const change = { objectType: 'recovery', objectId: id, before };
    await audit(actor, { action: 'recovery.repayment_withdrawn', ...change });
    return viewRecovery(actor, id);
  });
}

async function book(
  workspaceId: string,
  { affiliateId, currency }: Recovery,
  { key, amountMinor, at }: { key: string; amountMinor: number; at: Date },
): Promise<void> {
  const sourceKey = `repayment:${key}`;
  await insertRecovered(
    workspaceId,
    { kind: 'repayment', sourceKey, affiliateId, currency, amountMinor },
    at,
  );
}

/** Where the day begins in the workspace's time zone. @throws Problem 422 for a day to come. */
async function startOf(workspaceId: string, day: string, now: Date): Promise<Date> {
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  if (day > dayIn(timeZone, now)) throw invalidField('receivedOn', 'is a day to come');
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, timeZone).getTime());
}
