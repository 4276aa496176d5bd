import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { z } from 'zod';
import { Currency } from '../../core/money.ts';
import { CONVERSION_DIMENSIONS } from '../../tracking/index.ts';

const MAX_TEXT = 500;
const MAX_VALUES = 50;
const MAX_DAYS = 1_100;
const MAX_DIMENSIONS = 3;
const MAX_ROWS = 1_000;
const DEFAULT_ROWS = 100;

/** What stands in an address for what is not known. */
export const UNKNOWN = '(none)';

export const DIMENSIONS = [...CONVERSION_DIMENSIONS, 'status'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Of these an affiliate sees their own. */
export const PORTAL_DIMENSIONS = [
  'day',
  'offer',
  'link',
  'coupon',
  'country',
  'device',
  'referrer',
  'sub1',
  'sub2',
  'sub3',
  'sub4',
  'sub5',
  'status',
] as const;

export const MEASURES = [
  'clicks',
  'uniqueClicks',
  'leads',
  'sales',
  'revenueMinor',
  'refundedMinor',
  'commissionMinor',
  'epcMinor',
  'leadRate',
  'saleRate',
  'averageOrderMinor',
  'returnRatio',
] as const;
export type Measure = (typeof MEASURES)[number];

/** One value or several: `country=TH&country=US`. */
const Values = z
  .union([z.string().min(1).max(MAX_TEXT), z.array(z.string().min(1).max(MAX_TEXT)).max(MAX_VALUES)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .optional()
  .describe(`Only these; ${UNKNOWN} where it is not known`);

function dimensionsOf<const Names extends readonly [Dimension, ...Dimension[]]>(
  names: Names,
  usual: Names[number],
) {
  return z
    .string()
    .max(MAX_TEXT)
    .default(usual)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.enum(names)).min(1).max(MAX_DIMENSIONS))
    .meta({
      type: 'string',
      example: 'affiliate,country',
      description: `One to three of ${names.join(', ')}`,
    });
}

const periodFields = {
  since: z.iso.date().optional().describe('The first day; thirty days ago unless told'),
  until: z.iso.date().optional().describe('The last day; today unless told'),
};

const reportFields = {
  ...periodFields,
  compare: z
    .enum(['none', 'previous', 'year'])
    .default('none')
    .describe('With the time before, or a year ago'),
  currency: Currency.optional().describe('Of all amounts; the workspace’s unless told'),
  sort: z
    .enum([...MEASURES, 'first'])
    .default('uniqueClicks')
    .describe('`first` is the first dimension'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS).default(DEFAULT_ROWS),
};

const ownFilters = {
  offer: Values,
  link: Values,
  coupon: Values,
  country: Values,
  device: Values,
  referrer: Values,
  sub1: Values,
  sub2: Values,
  sub3: Values,
  sub4: Values,
  sub5: Values,
  status: Values,
};
const filters = {
  ...ownFilters,
  affiliate: Values,
  group: Values,
  browser: Values,
  page: Values,
  product: Values,
};

const isInOrder = ({ since, until }: { since?: string; until?: string }) =>
  !since || !until || (since <= until && differenceInCalendarDays(until, since) < MAX_DAYS);
const WRONG_PERIOD = {
  path: ['since'],
  message: `is after the end, or more than ${MAX_DAYS} days before it`,
};

export const ReportQuery = z
  .object({ by: dimensionsOf(DIMENSIONS, 'affiliate'), ...reportFields, ...filters })
  .refine(isInOrder, WRONG_PERIOD);
export type ReportQuery = z.infer<typeof ReportQuery>;

export const PortalReportQuery = z
  .object({ by: dimensionsOf(PORTAL_DIMENSIONS, 'day'), ...reportFields, ...ownFilters })
  .refine(isInOrder, WRONG_PERIOD);
export type PortalReportQuery = z.infer<typeof PortalReportQuery>;

export const EventQuery = z
  .object({ kind: z.enum(['clicks', 'leads', 'sales']), ...periodFields, ...filters })
  .refine(isInOrder, WRONG_PERIOD);
export type EventQuery = z.infer<typeof EventQuery>;

const Share = z.number().nullable();

export const Figures = z.object({
  clicks: z
    .number()
    .int()
    .nullable()
    .describe('Of people, repeats within the hour too; null where no click can be told'),
  uniqueClicks: z.number().int().nullable().describe('Without repeats'),
  leads: z.number().int().nullable(),
  sales: z.number().int(),
  revenueMinor: z.number().int().describe('Before refunds'),
  refundedMinor: z.number().int(),
  commissionMinor: z.number().int().describe('What affiliates keep of it until now'),
  epcMinor: Share.describe('Commission for each unique click'),
  leadRate: Share.describe('Leads for each unique click'),
  saleRate: Share.describe('Sales for each unique click'),
  averageOrderMinor: Share.describe('Revenue for each sale in the currency'),
  returnRatio: Share.describe('Revenue less refunds for each unit of commission'),
});
export type Figures = z.infer<typeof Figures>;

const Line = z.object({
  keys: z.array(z.string()).describe('In the order of the dimensions; empty text where it is not known'),
  labels: z.array(z.string()),
  figures: Figures,
  previous: Figures.nullable(),
});
export type Line = z.infer<typeof Line>;

export const Report = z.object({
  by: z.array(z.enum(DIMENSIONS)),
  since: z.string(),
  until: z.string(),
  compared: z.object({ since: z.string(), until: z.string() }).nullable(),
  currency: z.string(),
  total: Figures,
  previousTotal: Figures.nullable(),
  days: z.array(z.object({ day: z.string(), figures: Figures, previous: Figures.nullable() })),
  bars: z.array(Line).describe('By the first dimension that is not the day, those with most'),
  rows: z.array(Line),
  hasMore: z.boolean().describe('There are rows that are not shown'),
  otherCurrencies: z
    .array(
      z.object({
        currency: z.string(),
        revenueMinor: z.number(),
        refundedMinor: z.number(),
        commissionMinor: z.number(),
      }),
    )
    .describe('In no figure'),
});
export type Report = z.infer<typeof Report>;

/** One click, lead or sale behind a figure. */
export const ReportEvent = z.object({
  id: z.string(),
  at: z.date(),
  affiliateId: z.string(),
  affiliate: z.string(),
  offer: z.string(),
  link: z.string(),
  country: z.string(),
  device: z.string(),
  referrer: z.string(),
  verdict: z.string().nullable().describe('Of a click: whether it counts'),
  amountMinor: z.number().nullable(),
  refundedMinor: z.number().nullable(),
  currency: z.string().nullable(),
});
export type ReportEvent = z.infer<typeof ReportEvent>;
export const ReportEvents = z.object({ data: z.array(ReportEvent).describe('The newest') });
