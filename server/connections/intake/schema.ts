import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';

const MAX_NAME = 100;
/** Whether trackers call it, or a shop's page, where everybody can read it. */
const KINDS = ['postback', 'pixel'] as const;

export const PostbackKey = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(KINDS),
  /** What its page tells needs nobody's approval. */
  isTrusted: z.boolean(),
  offerId: z.string().nullable(),
  /** What trackers or pages call, without parameters. */
  url: z.string(),
  createdAt: z.date(),
  lastCalledAt: z.date().nullable(),
});
export type PostbackKey = z.infer<typeof PostbackKey>;

export const NewPostbackKey = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  offerId: z.string().nullish().describe('Clicks of other offers are refused'),
  kind: z.enum(KINDS).default('postback'),
  isTrusted: z
    .boolean()
    .default(false)
    .describe('Of a pixel: what it tells is recorded at once, though anybody can call it'),
});

export const CALL_OUTCOMES = [
  ...(['recorded', 'waiting', 'reversed', 'restored', 'repeat', 'ignored', 'refused'] as const),
] as const;

export const PostbackCall = z.object({
  id: z.string(),
  keyId: z.string(),
  at: z.date(),
  method: z.enum(['GET', 'POST']),
  parameters: z.record(z.string(), z.string()),
  understood: z.array(z.object({ meaning: z.string(), name: z.string(), value: z.string() })),
  outcome: z.enum(CALL_OUTCOMES),
  /** Why, as a word of the catalog. */
  note: z.string().nullable(),
  conversionKey: z.string().nullable(),
});
export type PostbackCall = z.infer<typeof PostbackCall>;

export const PostbackCallQuery = PageQuery.extend({ keyId: z.string().optional() });
export type PostbackCallQuery = z.infer<typeof PostbackCallQuery>;

/** What a page told of, and waits for a person. */
export const WaitingConversion = z.object({
  conversionKey: z.string(),
  orderId: z.string(),
  amountMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
  couponCode: z.string().nullable(),
  customer: z.string().nullable(),
  toldAt: z.date(),
});
export type WaitingConversion = z.infer<typeof WaitingConversion>;

export const ConversionDecision = z.object({
  conversionKey: z.string().min(1).max(1_000),
  decision: z.enum(['approved', 'rejected']),
});
export type ConversionDecision = z.infer<typeof ConversionDecision>;
