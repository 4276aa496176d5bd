import type { MilestoneStep } from '../plans/milestone-schema.ts';

/** A payment of a referred customer that is credited to somebody. */
export interface Payment {
  amountMinor: number;
  refundedMinor: number;
  /** What is kept of it in the currency that is asked for; null where no rate is known. */
  keptMinor: number | null;
}

/**
 * The payment with which a customer reached a milestone of payments, by what is known now; null where they have not, or
 * not any more.
 * @param payments in their order.
 */
export function reachingPayment<Paid extends Payment>(
  step: Extract<MilestoneStep, { at: 'payments' | 'paid' }>,
  payments: Paid[],
): Paid | null {
  const kept = payments.filter(({ amountMinor, refundedMinor }) => amountMinor > refundedMinor);
  if (step.at === 'payments') return kept[step.count - 1] ?? null;
  let paidMinor = 0;
  for (const payment of kept) {
    paidMinor += payment.keptMinor ?? 0;
    if (paidMinor >= step.paidMinor) return payment;
  }
  return null;
}
