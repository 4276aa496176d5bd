import { z } from 'zod';
import type { AwardKind } from '../kinds.ts';

/**
 * Why an award was granted: the sentence `commissions:award.{kind}.{code}` of the catalog with its values. A value
 * `priceMinor` is said as money under the name `price`, in the award's currency, and an ISO time `endedAt` as a day under
 * the name `ended`. The affiliate reads it, so it names no customer.
 */
export const AwardReason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AwardReason = z.infer<typeof AwardReason>;

/** What is granted, and for what. */
export interface NewAward {
  kind: AwardKind;
  /** Names what is rewarded; within its kind it is granted once, for ever. */
  sourceKey: string;
  affiliateId: string;
  offerId?: string | null;
  customerId?: string | null;
  /** The version of a plan that promised it, where one did. */
  plan?: { planId: string; version: number } | null;
  /** In minor units of the currency; never zero, and negative only by hand (`custom`). */
  amountMinor: number;
  currency: string;
  /** What the amount is a share of, where parts may be taken back; else the amount itself. */
  basisMinor?: number;
  earnedAt: Date;
  /** When its hold is over. */
  releaseAt: Date;
  needsApproval?: boolean;
  reason: AwardReason;
}

/** The award that was granted, or will be, for this source. */
export type AwardKey = Pick<NewAward, 'kind' | 'sourceKey'>;

/** What is taken back from an award, or given back to it. */
export interface Takeback {
  /** Names what made it necessary; counts once for the award, for ever. */
  source: string;
  /** Of the award's basis; null is all of it. */
  partMinor: number | null;
  at: Date;
}
