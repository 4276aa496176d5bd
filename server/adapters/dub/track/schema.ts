import { z } from 'zod';
import { Currency } from '../../../core/money.ts';

const MAX_TEXT = 2_000;
const MAX_ID = 255;

const Text = z.string().max(MAX_TEXT);
const OptionalText = Text.nullish();
const Metadata = z.record(z.string(), z.unknown()).nullish();

const customer = {
  customerExternalId: z.string().trim().min(1).max(MAX_ID),
  customerName: OptionalText,
  customerEmail: OptionalText,
  customerAvatar: OptionalText,
};

export const ClickReport = z.object({
  domain: Text,
  key: Text.min(1),
  url: OptionalText,
  referrer: OptionalText,
});
export type ClickReport = z.infer<typeof ClickReport>;

export const LeadReport = z.object({
  /** Empty means the customer's own click of an earlier event. */
  clickId: Text,
  eventName: z.string().trim().min(1).max(MAX_ID),
  ...customer,
  mode: z.enum(['async', 'wait', 'deferred']).default('async'),
  eventQuantity: z.number().int().nullish(),
  metadata: Metadata,
});
export type LeadReport = z.infer<typeof LeadReport>;

export const SaleReport = z.object({
  ...customer,
  /** Integer minor units. */
  amount: z.number().int().min(0),
  currency: Currency.default('USD'),
  eventName: z.string().trim().min(1).max(MAX_ID).default('Purchase'),
  paymentProcessor: z.string().max(MAX_ID).default('custom'),
  invoiceId: z.string().max(MAX_ID).nullish(),
  metadata: Metadata,
  leadEventName: OptionalText,
  clickId: OptionalText,
});
export type SaleReport = z.infer<typeof SaleReport>;
