/**
 * What is known of an account at a moment. Null is "nobody told us", never zero: an account without a single
 * ticket in a workspace that has tickets has 0, but an account without survey answers has no score.
 */
export interface AccountFacts {
  accountId: string;
  /** The first day with MRR, and the day on which the account stopped being a customer, if it did and stayed away. */
  firstPaidAt: Date | null;
  churnedAt: Date | null;
  /** Null without any subscription. */
  mrrMinor: number | null;
  mrr90DaysAgoMinor: number | null;
  currency: string | null;
  /** Of the active subscriptions. */
  seats: number | null;
  subscriptionCount: number;
  /** Usage of the 28 days up to the moment; null when no usage of this account was ever told. */
  activeUsers28: number | null;
  activeDays28: number | null;
  usage28: number | null;
  /** Usage of the 28 days before those. */
  usagePrevious28: number | null;
  features28: number | null;
  lastUsedAt: Date | null;
  /** Null when the workspace has no tickets at all. */
  tickets90: number | null;
  openTickets: number | null;
  openUrgentTickets: number | null;
  /** Mean of every respondent's latest answer of the last 365 days, 0 to 10; `at` is the latest. */
  nps: { score: number; at: Date } | null;
  /** Mean of the answers of the last 365 days, 1 to 5. */
  csat: { average: number; count: number; at: Date } | null;
  /** Retention cost over twelve months, the month of the moment included; null without cost entries. */
  crcMinor12m: number | null;
}
