import type { NonCash } from '../plans/non-cash-schema.ts';

export const OCCASIONS = ['lead', 'first_sale', 'sale', 'manual'] as const;
type Occasion = (typeof OCCASIONS)[number];

/** What is granted beside money, to whom, and for what. */
export interface NewReward {
  /** Names what is rewarded: it is granted once, for ever. */
  sourceKey: string;
  occasion: Occasion;
  affiliateId: string;
  offerId: string | null;
  customerId: string | null;
  /** Of the sale that earned it. */
  commissionId: string | null;
  planId: string | null;
  planVersion: number | null;
  what: NonCash;
  /** Of the credit, or of what a gift is worth. */
  currency: string | null;
  /** Why somebody granted it by hand. */
  reason: string | null;
  earnedAt: Date;
  /** When the time for refunds is over. */
  releaseAt: Date;
  needsApproval: boolean;
}
