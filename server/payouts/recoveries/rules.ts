import { differenceInDays } from 'date-fns/differenceInDays';
import type { RecoveryRule } from './schema.ts';

/** Something on a balance, and when it was written there. */
export interface BookedAmount {
  amountMinor: number;
  bookedAt: Date;
}

/** Since when the amounts, summed as they were booked, have been below zero without a break; null when they are not. */
export function belowZeroSince(amounts: BookedAmount[]): Date | null {
  const inOrder = amounts.toSorted((a, b) => a.bookedAt.getTime() - b.bookedAt.getTime());
  let sum = 0;
  let since: Date | null = null;
  for (const { amountMinor, bookedAt } of inOrder) {
    sum += amountMinor;
    since = sum < 0 ? (since ?? bookedAt) : null;
  }
  return since;
}

/** Whether a rule asks for a balance back: it is low enough, and has been below zero for long enough. */
export function isAskedBack(rule: RecoveryRule, amounts: BookedAmount[], now: Date): boolean {
  const sum = amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum > -rule.leastMinor) return false;
  const since = belowZeroSince(amounts);
  return since !== null && differenceInDays(now, since) >= rule.afterDays;
}
