import type { RuleCode } from './settings.ts';

/** A customer whom an affiliate brought, as far as the rules look. */
export interface CustomerFacts {
  affiliateId: string;
  customerId: string;
  email: string | null;
  /** Of the record, or as it was told; customers of one account are one company. */
  accountKey: string;
  ipHash: string | null;
  ipPrefix: string | null;
  paymentFingerprints: string[];
  /** From the click that earned the credit to the first lead or sale; null without a click. */
  lagMinutes: number | null;
  saleCount: number;
  refundedSaleCount: number;
}

/** Of the affiliate themself. */
export interface AffiliateFacts {
  affiliateId: string;
  emails: string[];
  /** The account that they belong to, as customers are known by it. */
  accountKeys: string[];
  /** From where the portal was used. */
  ipHashes: string[];
  ipPrefixes: string[];
}

/** What one affiliate's links were visited by. */
export interface TrafficFacts {
  affiliateId: string;
  countedClicks: number;
  automaticClicks: number;
  /** Of the clicks whose network is known. */
  networkClicks: number;
  topNetworkClicks: number;
}

/** What a rule has found on an affiliate, as the inputs of a sentence. */
export interface Finding {
  affiliateId: string;
  rule: RuleCode;
  /** What makes it the same finding when it is found again. */
  subject: string;
  /** The sign within the rule, which is a sentence of its own. */
  sign: string;
  /** Whose commissions are concerned. */
  customerIds: string[];
  inputs: Record<string, unknown>;
}
