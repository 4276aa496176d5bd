import type { PayableEntry } from '../commissions/index.ts';

export const PAYPAL_ROWS_PER_FILE = 5_000;
export const WISE_ROWS_PER_FILE = 1_000;

/** What an affiliate would be paid now in one currency: everything payable, reversals included. */
export interface Claim {
  affiliateId: string;
  currency: string;
  amountMinor: number;
  entries: PayableEntry[];
}

/** Sums the payable entries by affiliate and currency; the largest claim first. */
export function claimsOf(entries: PayableEntry[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const entry of entries) {
    const key = `${entry.affiliateId} ${entry.currency}`;
    const claim = claims.get(key) ?? {
      affiliateId: entry.affiliateId,
      currency: entry.currency,
      amountMinor: 0,
      entries: [],
    };
    claim.amountMinor += entry.amountMinor;
    claim.entries.push(entry);
    claims.set(key, claim);
  }
  return [...claims.values()].sort(
    (a, b) => b.amountMinor - a.amountMinor || a.affiliateId.localeCompare(b.affiliateId),
  );
}

export type WaitReason = 'not_active' | 'no_method' | 'nothing_due' | 'owes' | 'below_minimum';

/** Why a claim is not paid now; null when it is. What waits is carried into the next payout. */
export function waitReason(
  amountMinor: number,
  affiliate: { isActive: boolean; hasMethod: boolean },
  minimumMinor: number,
): WaitReason | null {
  if (amountMinor < 0) return 'owes';
  if (amountMinor === 0) return 'nothing_due';
  if (!affiliate.isActive) return 'not_active';
  if (!affiliate.hasMethod) return 'no_method';
  return amountMinor < minimumMinor ? 'below_minimum' : null;
}

/** What a balance must reach: an affiliate's own minimum counts above the currency's, until they ask to be paid. */
export function neededAmount(minimumMinor: number, ownMinimumMinor: number, isRequested: boolean): number {
  return isRequested ? minimumMinor : Math.max(minimumMinor, ownMinimumMinor);
}

export type ApprovalRefusal = 'same_person' | 'already_approved' | 'canceled';

/**
 * Two persons stand behind every payout: nobody approves what they created, be it by hand or by an API key of
 * theirs. Only where a workspace has a single member of staff may that one do both, and it is recorded.
 */
export function judgeApproval(
  payout: { createdByPerson: string; approvedAt: Date | null; canceledAt: Date | null },
  approver: { person: string; isOnlyStaff: boolean },
): { refusal: ApprovalRefusal | null; isSelfApproved: boolean } {
  const isSelfApproved = payout.createdByPerson === approver.person;
  const refuse = (refusal: ApprovalRefusal) => ({ refusal, isSelfApproved: false });
  if (payout.canceledAt) return refuse('canceled');
  if (payout.approvedAt) return refuse('already_approved');
  if (isSelfApproved && !approver.isOnlyStaff) return refuse('same_person');
  return { refusal: null, isSelfApproved };
}

export type PayoutState = 'created' | 'approved' | 'paid' | 'canceled';

export function stateOf(payout: {
  approvedAt: Date | null;
  paidAt: Date | null;
  canceledAt: Date | null;
}): PayoutState {
  if (payout.canceledAt) return 'canceled';
  if (payout.paidAt) return 'paid';
  return payout.approvedAt ? 'approved' : 'created';
}

/** A line's id for the bank's file, 25 characters or fewer: the 128 bits of our own id in base 36. */
export function referenceOf(lineId: string): string {
  return BigInt(`0x${lineId.slice(lineId.indexOf('_') + 1)}`)
    .toString(36)
    .toUpperCase();
}

export function fileCount(lineCount: number, rowsPerFile: number): number {
  return Math.ceil(lineCount / rowsPerFile);
}

/** The rows of one file; the first file is 1. */
export function rowsOfFile<Row>(rows: Row[], file: number, rowsPerFile: number): Row[] {
  return rows.slice((file - 1) * rowsPerFile, file * rowsPerFile);
}
