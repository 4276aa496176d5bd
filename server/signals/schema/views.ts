import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';
import { BILLING_PERIODS, COST_KINDS, COST_SHARINGS, SURVEY_KINDS, TICKET_PRIORITIES } from './inputs.ts';

const MAX_TEXT = 200;
const MAX_COST_MONTHS = 120;
const MAX_COST_TARGETS = 1_000;

export const Day = z.iso.date().meta({ example: '2026-01-31' });
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-01')
  .meta({ example: '2026-01' });

/** Whether a figure can be relied on: `missing` is a state of its own, never zero. */
export const Freshness = z.object({
  state: z.enum(['fresh', 'stale', 'missing']),
  lastAt: z.date().nullable(),
});

export const UsageQuery = z.object({
  from: Day.optional().describe('First day; 90 days before the last one by default'),
  to: Day.optional().describe('Last day; today by default'),
  feature: z.string().max(MAX_TEXT).optional(),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

export const UsageView = z.object({
  from: Day,
  to: Day,
  /** Days without usage are left out. */
  days: z.array(z.object({ day: Day, quantity: z.number(), activePeople: z.number() })),
  features: z.array(
    z.object({ feature: z.string(), quantity: z.number(), days: z.number(), lastUsedOn: Day }),
  ),
  freshness: Freshness,
});
export type UsageView = z.infer<typeof UsageView>;

export const Ticket = z.object({
  id: z.string(),
  externalId: z.string(),
  personId: z.string().nullable(),
  subject: z.string().nullable(),
  priority: z.enum(TICKET_PRIORITIES),
  isEscalated: z.boolean(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  firstResponseMinutes: z.number().nullable(),
  reopenCount: z.number(),
});
export type Ticket = z.infer<typeof Ticket>;

export const TicketQuery = PageQuery.extend({
  state: z.enum(['open', 'closed']).optional(),
  priority: z.enum(TICKET_PRIORITIES).optional(),
});
export type TicketQuery = z.infer<typeof TicketQuery>;

export const Subscription = z.object({
  id: z.string(),
  externalId: z.string(),
  plan: z.string().nullable(),
  seats: z.number().nullable(),
  mrrMinor: AmountMinor,
  currency: z.string(),
  billingPeriod: z.enum(BILLING_PERIODS),
  isTrial: z.boolean(),
  renews: z.boolean().nullable(),
  hasUpgraded: z.boolean(),
  hasDowngraded: z.boolean(),
  startedOn: Day,
  /** The first day on which it is no longer active. */
  endedOn: Day.nullable(),
});
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionQuery = PageQuery.extend({ state: z.enum(['active', 'ended']).optional() });
export type SubscriptionQuery = z.infer<typeof SubscriptionQuery>;

export const SurveyAnswer = z.object({
  id: z.string(),
  kind: z.enum(SURVEY_KINDS),
  survey: z.string(),
  wave: z.string(),
  personId: z.string().nullable(),
  score: z.number(),
  comment: z.string().nullable(),
  answeredAt: z.date(),
});
export type SurveyAnswer = z.infer<typeof SurveyAnswer>;

export const SurveyAnswerQuery = PageQuery.extend({ kind: z.enum(SURVEY_KINDS).optional() });
export type SurveyAnswerQuery = z.infer<typeof SurveyAnswerQuery>;

export const PeriodQuery = z.object({
  from: Month.optional().describe('First month; eleven before the last one by default'),
  to: Month.optional().describe('Last month; the present one by default'),
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;

export const MoneyPeriodQuery = PeriodQuery.extend({
  currency: Currency.optional().describe('The workspace’s own by default'),
});
export type MoneyPeriodQuery = z.infer<typeof MoneyPeriodQuery>;

/** Movements of a month; the end is the start plus all five, which carry their sign. */
export const MrrMonth = z.object({
  month: Month,
  startMinor: AmountMinor,
  newMinor: AmountMinor,
  expansionMinor: AmountMinor,
  contractionMinor: AmountMinor,
  churnedMinor: AmountMinor,
  reactivationMinor: AmountMinor,
  endMinor: AmountMinor,
});

export const MrrView = z.object({
  currency: z.string(),
  /** Every currency that there are subscriptions in. */
  currencies: z.array(z.string()),
  months: z.array(MrrMonth),
  /** Of those who were customers at the start of the period; null when there were none. */
  retention: z.object({ nrr: z.number(), grr: z.number(), customers: z.number() }).nullable(),
  freshness: Freshness,
});
export type MrrView = z.infer<typeof MrrView>;

export const Nps = z.object({
  score: z.number().describe('−100 to 100'),
  margin: z.number().describe('Half the width of the 95% interval'),
  promoters: z.number(),
  passives: z.number(),
  detractors: z.number(),
  count: z.number(),
  isSmall: z.boolean().describe('Fewer than 30 answers'),
});

export const Csat = z.object({
  share: z.number().describe('Share of the two best answers, 0 to 1'),
  low: z.number(),
  high: z.number(),
  count: z.number(),
  isSmall: z.boolean(),
});

export const SatisfactionView = z.object({
  nps: Nps.nullable(),
  csat: Csat.nullable(),
  months: z.array(z.object({ month: Month, nps: Nps.nullable(), csat: Csat.nullable() })),
  freshness: Freshness,
});
export type SatisfactionView = z.infer<typeof SatisfactionView>;

export const NewCost = z.object({
  kind: z.enum(COST_KINDS),
  name: z.string().trim().min(1).max(MAX_TEXT),
  amountMinor: AmountMinor.min(0),
  currency: Currency,
  firstMonth: Month,
  months: z.number().int().min(1).max(MAX_COST_MONTHS).default(1),
  accountIds: z
    .array(z.string())
    .max(MAX_COST_TARGETS)
    .optional()
    .describe('The accounts it was spent on; none means all paying customers evenly'),
});
export type NewCost = z.infer<typeof NewCost>;

export const CostEntry = z.object({
  id: z.string(),
  kind: z.enum(COST_KINDS),
  name: z.string(),
  amountMinor: AmountMinor,
  currency: z.string(),
  firstMonth: Month,
  months: z.number(),
  accountIds: z.array(z.string()).nullable(),
});
export type CostEntry = z.infer<typeof CostEntry>;

export const CostView = z.object({
  currency: z.string(),
  months: z.array(
    z.object({
      month: Month,
      peopleMinor: AmountMinor,
      toolsMinor: AmountMinor,
      programsMinor: AmountMinor,
      payingAccounts: z.number(),
      /** What members logged on accounts: work, calls and meetings. */
      loggedMinutes: z.number().int(),
      /** Accounts that any of it was logged on. */
      timedAccounts: z.number().int(),
    }),
  ),
  sharedBy: z
    .enum(COST_SHARINGS)
    .describe(
      'How what is spent on all customers is shared: by logged time in months that have any, or evenly',
    ),
  totalMinor: AmountMinor,
  averageCustomers: z.number(),
  /** Retention cost of the period per average customer; null without costs or customers. */
  crcMinor: z.number().nullable(),
  /** Retention cost / subscription revenue; null without costs or revenue. */
  ratio: z.number().nullable(),
  entries: z.array(CostEntry),
});
export type CostView = z.infer<typeof CostView>;

export const CostSharingChoice = z.object({ sharedBy: z.enum(COST_SHARINGS) });
