import { z } from 'zod';
import { TimeZone } from '../../../workspace/index.ts';

const MAX_LIST = 2_000;
const MAX_PAGE = 1_000;

/** Several values with commas between; leaving values out by "-" is not offered. */
const List = z
  .string()
  .max(MAX_LIST)
  .regex(/^[^-]/, 'cannot leave values out here')
  .transform((text) => text.split(',').map((value) => value.trim()));

export const INTERVALS = ['24h', '7d', '30d', '90d', '1y', 'mtd', 'qtd', 'ytd', 'all'] as const;
export type Interval = (typeof INTERVALS)[number];

const period = {
  interval: z.enum(INTERVALS).default('24h'),
  start: z.coerce.date().optional(),
  end: z.coerce.date().optional(),
  timezone: TimeZone.default('UTC'),
};

const filters = {
  ...period,
  domain: z.string().optional(),
  key: z.string().optional(),
  linkId: List.optional(),
  tenantId: z.string().optional(),
  partnerId: z.string().optional(),
  /** There is one program; it needs no naming. */
  programId: z.string().optional(),
  customerId: z.string().optional(),
  country: List.optional(),
  device: List.optional(),
  browser: List.optional(),
  os: List.optional(),
  referer: List.optional(),
  saleType: z.enum(['new', 'recurring']).optional(),
};

export const GROUPS = [
  'count',
  'timeseries',
  'countries',
  'devices',
  'browsers',
  'os',
  'referers',
  'trigger',
  'triggers',
  'top_links',
  'top_urls',
] as const;

/** A filter or group that is not offered is refused: an answer to another question would mislead. */
export const AnalyticsQuery = z.strictObject({
  ...filters,
  event: z.enum(['clicks', 'leads', 'sales', 'composite']).default('clicks'),
  groupBy: z.enum(GROUPS).default('count'),
});
export type AnalyticsQuery = z.infer<typeof AnalyticsQuery>;

export const EventQuery = z.strictObject({
  ...filters,
  event: z.enum(['clicks', 'leads', 'sales']).default('clicks'),
  page: z.coerce.number().int().min(1).max(MAX_PAGE).default(1),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  sortBy: z.literal('timestamp').default('timestamp'),
  sortOrder: z.enum(['asc', 'desc']).optional(),
  /** The older name of `sortOrder`; the SDK sends both. */
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type EventQuery = z.infer<typeof EventQuery>;

export const PartnerAnalyticsQuery = z.strictObject({
  ...period,
  partnerId: z.string().nullish(),
  tenantId: z.string().nullish(),
  groupBy: z.enum(['count', 'timeseries', 'top_links']).default('count'),
});
export type PartnerAnalyticsQuery = z.infer<typeof PartnerAnalyticsQuery>;

/** What narrows figures and lists alike. */
export type Narrowing = Omit<AnalyticsQuery, 'event' | 'groupBy'>;
