import type { Actor } from '../core/actor.ts';
import { isAllowed } from '../core/actor.ts';
import { notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { claimsOutsidePayouts } from './open-claims.ts';
import { hasOneStaffMember, responsiblePerson } from './responsible-person.ts';
import { fileCount, judgeApproval, PAYPAL_ROWS_PER_FILE, WISE_ROWS_PER_FILE } from './rules.ts';
import type { PayoutDetail, PayoutLine } from './schema.ts';
import { listLines } from './store/lines.ts';
import { findPayout, type PayoutRow } from './store/payouts.ts';

/** A payout with what its reviewer needs. @throws Problem 404 */
export async function viewPayout(actor: Actor, id: string): Promise<PayoutDetail> {
  const payout = await findPayout(actor.workspaceId, id);
  if (!payout) throw notFound('payout');
  const refusal = await refusalFor(actor, payout);
  return {
    ...payout,
    files: filesOf(payout),
    approvalRefusal: refusal && { code: refusal, text: words(actor.locale, `payouts:refusal.${refusal}`) },
    changedSince: payout.state === 'created' ? await listTakenBack(actor, payout) : [],
  };
}

function filesOf(payout: { paypalCount: number; wiseCount: number; bankCount: number }) {
  return {
    paypal: fileCount(payout.paypalCount, PAYPAL_ROWS_PER_FILE),
    wise: fileCount(payout.wiseCount, WISE_ROWS_PER_FILE),
    sepa: payout.bankCount > 0 ? 1 : 0,
  };
}

async function refusalFor(actor: Actor, payout: PayoutRow) {
  if (!isAllowed(actor, 'payouts.approve')) return 'no_permission';
  return (await judgeFor(actor, payout)).refusal;
}

/** What the four-eyes rule says to this actor. */
export async function judgeFor(actor: Actor, payout: PayoutRow) {
  return judgeApproval(payout, {
    person: await responsiblePerson(actor),
    isOnlyStaff: await hasOneStaffMember(actor.workspaceId),
  });
}

/** Affiliates of the payout from whom more was taken back since than they have earned anew. */
export async function listTakenBack(actor: Actor, payout: { id: string; currency: string }) {
  const claims = await claimsOutsidePayouts(actor.workspaceId, actor.now, { currency: payout.currency });
  const owing = new Map(
    claims.filter((claim) => claim.amountMinor < 0).map((claim) => [claim.affiliateId, claim.amountMinor]),
  );
  const lines: PayoutLine[] = owing.size === 0 ? [] : await listLines(actor.workspaceId, payout.id);
  return lines.flatMap(({ affiliateId, affiliateName }) => {
    const amountMinor = owing.get(affiliateId);
    return amountMinor === undefined ? [] : [{ affiliateId, affiliateName, amountMinor }];
  });
}
