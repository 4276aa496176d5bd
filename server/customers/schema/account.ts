import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { FieldConditions, FieldSort, FieldValues, FieldValuesChange } from '../fields/schema.ts';
import { HEALTH_BANDS, STAGES } from '../rules.ts';
import { Tag, tagFilters } from '../tags/schema.ts';
import { anyOf, FilterText, Flag, Id, Moment, Storable } from './query.ts';

const MAX_TEXT = 500;
const MAX_ID = 200;
const MAX_SEATS = 2_147_483_647;

export const Text = Storable.trim().min(1).max(MAX_TEXT);
export const ExternalId = Storable.trim().min(1).max(MAX_ID);
export const Attributes = z.record(z.string(), z.unknown());

const Figures = z.object({
  mrrMinor: z.number().nullable(),
  currency: z.string().nullable(),
  healthScore: z.number().nullable(),
  healthBand: z.enum(HEALTH_BANDS),
  ltvMinor: z.number().nullable(),
  churnRisk: z.number().nullable(),
  npsScore: z.number().nullable(),
  csatAverage: z.number().nullable(),
  openTickets: z.number().nullable(),
  lastActiveAt: z.date().nullable(),
  usageTrend: z.number().nullable(),
  referralCount: z.number().nullable(),
  advocacyScore: z.number().nullable(),
  affiliateId: z.string().nullable(),
});

/** An account as lists show it, with what higher rooms have found out about it. */
export const Account = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  domain: z.string().nullable(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  planTier: z.string().nullable(),
  seats: z.number().nullable(),
  channel: z.string().nullable(),
  stage: z.enum(STAGES),
  stageReason: z.string().nullable(),
  stageChangedAt: z.date().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  signedUpAt: z.date().nullable(),
  onboardedAt: z.date().nullable().describe('When the customer finished onboarding'),
  createdAt: z.date(),
  updatedAt: z.date(),
  figures: Figures,
  fields: FieldValues,
  tags: z.array(Tag),
});
export type Account = z.infer<typeof Account>;

/** The 360° header. */
export const AccountView = Account.extend({ attributes: Attributes, peopleCount: z.number() });
export type AccountView = z.infer<typeof AccountView>;

const fields = {
  externalId: ExternalId,
  name: Text,
  domain: ExternalId,
  industry: Text,
  country: Text,
  planTier: Text,
  seats: z.number().int().min(0).max(MAX_SEATS),
  channel: Text,
  ownerId: Id,
  signedUpAt: Moment,
  onboardedAt: Moment,
};

export const NewAccount = z
  .object({ ...fields, stage: z.enum(STAGES), attributes: Attributes, fields: FieldValuesChange })
  .partial()
  .refine((account) => account.name ?? account.domain, { path: ['name'], error: 'give a name or a domain' });
export type NewAccount = z.infer<typeof NewAccount>;

/** Absent keeps, null erases. Attributes are joined; an attribute that is null is taken away. */
export const AccountChange = z
  .object({
    externalId: fields.externalId.nullable(),
    name: fields.name,
    domain: fields.domain.nullable(),
    industry: fields.industry.nullable(),
    country: fields.country.nullable(),
    planTier: fields.planTier.nullable(),
    seats: fields.seats.nullable(),
    channel: fields.channel.nullable(),
    ownerId: fields.ownerId.nullable(),
    signedUpAt: fields.signedUpAt.nullable(),
    onboardedAt: fields.onboardedAt.nullable(),
    stage: z.enum(STAGES),
    stageReason: Text,
    attributes: Attributes,
    fields: FieldValuesChange,
    /** The `updatedAt` that was read: the change is refused when somebody else has changed the account since. */
    readAt: Moment,
  })
  .partial();
export type AccountChange = z.infer<typeof AccountChange>;

const ACCOUNT_SORTS = [
  'name',
  'createdAt',
  'signedUpAt',
  'seats',
  'mrrMinor',
  'healthScore',
  'ltvMinor',
  'churnRisk',
  'npsScore',
  'csatAverage',
  'openTickets',
  'lastActiveAt',
  'usageTrend',
  'referralCount',
  'advocacyScore',
] as const;
export type AccountSort = (typeof ACCOUNT_SORTS)[number] | FieldSort;

/** What customers say, beside whether they use the product. */
export const FEELINGS = ['happyUsing', 'happyIdle', 'unhappyUsing', 'unhappyIdle'] as const;
export type Feeling = (typeof FEELINGS)[number];

export const FeelingCounts = z.object({
  happyUsing: z.number().int(),
  happyIdle: z.number().int(),
  unhappyUsing: z.number().int(),
  unhappyIdle: z.number().int(),
});
export type FeelingCounts = z.infer<typeof FeelingCounts>;

/** `none` stands for accounts where the field is empty. */
export const AccountFilters = z.object({
  q: FilterText.optional().describe('Part of the name, domain or external id'),
  stage: anyOf(z.enum(STAGES)),
  channel: anyOf(FilterText),
  ownerId: anyOf(FilterText),
  industry: anyOf(FilterText),
  country: anyOf(FilterText),
  planTier: anyOf(FilterText),
  healthBand: anyOf(z.enum(HEALTH_BANDS)),
  isAffiliate: Flag,
  feeling: z
    .enum(FEELINGS)
    .optional()
    .describe('Customers by what they answered, and by whether they used the product within 28 days'),
  minMrrMinor: z.coerce.number().int().optional(),
  maxMrrMinor: z.coerce.number().int().optional(),
  minHealthScore: z.coerce.number().optional(),
  maxHealthScore: z.coerce.number().optional(),
  minChurnRisk: z.coerce.number().min(0).max(1).optional(),
  maxChurnRisk: z.coerce.number().min(0).max(1).optional(),
  minAdvocacyScore: z.coerce.number().optional(),
  minOpenTickets: z.coerce.number().int().optional(),
  minUsageTrend: z.coerce.number().optional().describe('0.2 is a fifth more than in the 28 days before'),
  maxUsageTrend: z.coerce.number().optional(),
  minSeatShare: z.coerce.number().min(0).optional().describe('People who used it within 28 days, over seats'),
  isOnboarded: Flag,
  renewsFrom: z.iso.date().optional(),
  renewsTo: z.iso.date().optional(),
  boughtAfter: Moment.optional().describe(
    'The last deal that was won, or the first payment, was then or later',
  ),
  boughtBefore: Moment.optional(),
  signedUpAfter: Moment.optional(),
  signedUpBefore: Moment.optional(),
  lastActiveBefore: Moment.optional(),
  field: FieldConditions,
  ...tagFilters,
});
export type AccountFilters = z.infer<typeof AccountFilters>;

export const AccountQuery = AccountFilters.extend({
  ...PageQuery.shape,
  sort: z.union([z.enum(ACCOUNT_SORTS), FieldSort]).default('name'),
  direction: z.enum(['asc', 'desc']).optional().describe('Names go up by default, everything else down'),
});
export type AccountQuery = z.infer<typeof AccountQuery>;

/** What the filters of the list can be set to. */
export const AccountChoices = z.object({
  channels: z.array(z.string()),
  industries: z.array(z.string()),
  countries: z.array(z.string()),
  planTiers: z.array(z.string()),
});
export type AccountChoices = z.infer<typeof AccountChoices>;

export const EXPORT_COLUMNS = [
  'externalId',
  'name',
  'domain',
  'industry',
  'country',
  'planTier',
  'seats',
  'channel',
  'stage',
  'stageReason',
  'ownerEmail',
  'signedUpAt',
  'onboardedAt',
  'mrr',
  'currency',
  'healthScore',
  'healthBand',
  'ltv',
  'churnRisk',
  'npsScore',
  'csatAverage',
  'openTickets',
  'lastActiveAt',
  'usageTrend',
  'referralCount',
  'advocacyScore',
  'tags',
  'id',
  'createdAt',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

export const ExportQuery = AccountFilters.extend({
  columns: anyOf(z.union([z.enum(EXPORT_COLUMNS), FieldSort])),
});
export type ExportQuery = z.infer<typeof ExportQuery>;
