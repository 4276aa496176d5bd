import { getOwnAffiliate } from '../../affiliates/index.ts';
import { listEntries, listSettled } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { sayMovement } from '../say-movement.ts';
import { findRecovery, listRecoveries, listRepayments, pageOfRecoveries } from '../store/recoveries.ts';
import { readRecoveryTerms } from '../store/recovery-terms.ts';
import type { OwnRecovery, RecoveryDetail, RecoveryQuery } from './schema.ts';

/** What affiliates were asked for; the newest first. */
export async function viewRecoveries(actor: Actor, query: RecoveryQuery) {
  authorize(actor, 'payouts.read');
  return pageOfRecoveries(actor.workspaceId, query);
}

/** One, with what it is made of and what came in. @throws Problem 404 */
export async function viewRecovery(actor: Actor, id: string): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.read');
  const recovery = await findRecovery(actor.workspaceId, id);
  if (!recovery) throw notFound('recovery');
  const [repayments, entries] = await Promise.all([
    listRepayments(actor.workspaceId, [id]),
    listWhatFor(actor, id),
  ]);
  return { ...recovery, entries, repayments };
}

/** What the signed-in affiliate was asked for. What is not asked any more is on the statement alone. */
export async function viewOwnRecoveries(actor: Actor): Promise<OwnRecovery[]> {
  const { workspaceId } = actor;
  const affiliate = await getOwnAffiliate(actor);
  const all = await listRecoveries(workspaceId, affiliate.id);
  const shown = all.filter(({ state }) => state !== 'canceled');
  const { howToRepay } = await readRecoveryTerms(workspaceId);
  const repayments = await listRepayments(
    workspaceId,
    shown.map(({ id }) => id),
  );
  return Promise.all(
    shown.map(async (recovery) => ({
      ...recovery,
      howToRepay,
      entries: await listWhatFor(actor, recovery.id),
      repayments: repayments.filter(
        ({ recoveryId, withdrawnAt }) => recoveryId === recovery.id && !withdrawnAt,
      ),
    })),
  );
}

async function listWhatFor({ workspaceId, locale }: Actor, id: string) {
  const entries = await listEntries(workspaceId, await listSettled(workspaceId, 'recovery', id));
  return entries.map((entry) => ({
    entryId: entry.entryId,
    at: entry.at,
    amountMinor: entry.amountMinor,
    text: sayMovement(entry, locale),
  }));
}
