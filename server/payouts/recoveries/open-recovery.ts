import { findAffiliate } from '../../affiliates/index.ts';
import { listEntries, settleEntries } from '../../commissions/index.ts';
import { type Actor, authorize, systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { audit, listWorkspaces } from '../../workspace/index.ts';
import { claimsOutsidePayouts } from '../open-claims.ts';
import type { Claim } from '../rules.ts';
import { lockCurrency } from '../store/minimums.ts';
import { insertRecovery } from '../store/recoveries.ts';
import { readRecoveryTerms } from '../store/recovery-terms.ts';
import { isAskedBack } from './rules.ts';
import type { NewRecovery, RecoveryDetail, RecoveryRule } from './schema.ts';
import { viewRecovery } from './view-recovery.ts';

const BY_RULE = 'payouts.recover';

/** What `recovery.opened` and `recovery.ended` tell. */
export interface RecoveryChanged {
  recoveryId: string;
}

/**
 * Asks an affiliate to send back what their balance is below zero. All that is payable is settled by it, so that no
 * payout is smaller; what is earned from now on is paid as ever.
 * @throws Problem 422 when there is no such affiliate; 409 when the balance is not below zero.
 */
export async function openRecovery(actor: Actor, wanted: NewRecovery): Promise<RecoveryDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  const { affiliateId, currency } = wanted;
  if (!(await findAffiliate(workspaceId, affiliateId)))
    throw invalidField('affiliateId', 'is not an affiliate');
  return inTransaction(async () => {
    await lockCurrency(workspaceId, currency);
    const [claim] = await claimsOutsidePayouts(workspaceId, actor.now, { currency, affiliateId });
    if (!claim || claim.amountMinor >= 0)
      throw conflict('nothing_owed', 'This affiliate’s balance is not below zero in this currency.');
    const id = await open(actor, claim, { note: wanted.note ?? null, isByRule: false });
    return viewRecovery(actor, id);
  });
}

/** Asks for what the rule of each workspace says. */
export async function openRecoveriesByRule(): Promise<void> {
  for (const { id } of await listWorkspaces()) await openByRule(systemActor(id, BY_RULE));
}

/** @returns how many were opened. */
export async function openByRule(actor: Actor): Promise<number> {
  const { rules } = await readRecoveryTerms(actor.workspaceId);
  let count = 0;
  for (const rule of rules) count += await inTransaction(() => openDue(actor, rule));
  return count;
}

async function openDue(actor: Actor, rule: RecoveryRule): Promise<number> {
  const { workspaceId, now } = actor;
  await lockCurrency(workspaceId, rule.currency);
  const claims = await claimsOutsidePayouts(workspaceId, now, { currency: rule.currency });
  const low = claims.filter(({ amountMinor }) => amountMinor <= -rule.leastMinor);
  const entryIds = low.flatMap(({ entries }) => entries.map(({ entryId }) => entryId));
  const booked = new Map(
    (await listEntries(workspaceId, entryIds)).map(({ entryId, bookedAt }) => [entryId, bookedAt]),
  );
  const due = low.filter(({ entries }) => {
    const amounts = entries.map(({ entryId, amountMinor }) => ({
      amountMinor,
      bookedAt: booked.get(entryId) ?? now,
    }));
    return isAskedBack(rule, amounts, now);
  });
  for (const claim of due) await open(actor, claim, { note: null, isByRule: true });
  return due.length;
}

async function open(
  actor: Actor,
  { affiliateId, currency, amountMinor, entries }: Claim,
  { note, isByRule }: { note: string | null; isByRule: boolean },
): Promise<string> {
  const { workspaceId, now } = actor;
  const id = newId('rec');
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  const entryIds = entries.map(({ entryId }) => entryId);
  const line = { sourceId: id, affiliateId, currency, amountMinor, entryIds };
  await settleEntries(workspaceId, 'recovery', [line], now);
  await insertRecovery(workspaceId, {
    ...{ id, affiliateId, currency, note, isByRule },
    affiliateName: affiliate?.name ?? affiliateId,
    amountMinor: -amountMinor,
    openedByName: actor.name,
    openedAt: now,
  });
  const after = { affiliateId, currency, amountMinor: -amountMinor, isByRule };
  await audit(actor, { action: 'recovery.opened', objectType: 'recovery', objectId: id, after });
  await emit<RecoveryChanged>(workspaceId, 'recovery.opened', { recoveryId: id });
  return id;
}
