import { z } from 'zod';

const MAX_ADDRESS = 2_000;
const MAX_TOKEN = 100;

/**
 * `counted` and `repeat` are people; `prefetch` is a browser that looked ahead; `bot` and `scanner` (mail
 * protection opening every link) are programs; `over_cap` is a person who came past a cap and was sent elsewhere. Only
 * `counted` is counted; programs, and who came past a cap, never earn a credit.
 */
export const CLICK_VERDICTS = ['counted', 'repeat', 'bot', 'prefetch', 'scanner', 'over_cap'] as const;
export type ClickVerdict = (typeof CLICK_VERDICTS)[number];

export const SUB_NAMES = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5'] as const;
export type Subs = { [Name in (typeof SUB_NAMES)[number]]?: string | null };

/** A click of the past, brought along. Its id is made from `at` unless given. */
export interface ClickInput extends Subs {
  id?: string;
  at: Date;
  linkId: string;
  visitorId: string;
  verdict?: ClickVerdict;
  country?: string | null;
  device?: string | null;
  browser?: string | null;
  os?: string | null;
  referrerHost?: string | null;
}

/** A visit that a page reports: the link's key from `?via=`, and where it happened. */
export const Visit = z.object({
  key: z.string().min(1).max(MAX_TOKEN),
  domain: z.string().max(253).nullish(),
  url: z.string().max(MAX_ADDRESS),
  referrer: z.string().max(MAX_ADDRESS).nullish(),
  visitorId: z.string().max(MAX_TOKEN).nullish(),
});
export type Visit = z.infer<typeof Visit>;

export const VisitAnswer = z.object({
  clickId: z.string(),
  /** To be sent along with the next visit. */
  visitorId: z.string(),
  /** How long the click can earn a credit. */
  windowDays: z.number(),
});
export type VisitAnswer = z.infer<typeof VisitAnswer>;

const CalendarDay = z.iso.date();

export const ClickSummaryQuery = z.object({
  since: CalendarDay.optional(),
  until: CalendarDay.optional(),
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  linkId: z.string().optional(),
  by: z.enum(['day', 'affiliate', 'link']).default('day'),
});
export type ClickSummaryQuery = z.infer<typeof ClickSummaryQuery>;

export const ClickSums = z.object({
  counted: z.number(),
  repeats: z.number(),
  /** Bots, prefetches and mail scanners together. */
  automatic: z.number(),
  /** People who came past a cap. */
  overCap: z.number(),
});
export type ClickSums = z.infer<typeof ClickSums>;

export const ClickSummary = z.object({
  total: ClickSums,
  /** `key` is the calendar day, the affiliate's id or the link's id. */
  rows: z.array(ClickSums.extend({ key: z.string() })),
});
export type ClickSummary = z.infer<typeof ClickSummary>;
