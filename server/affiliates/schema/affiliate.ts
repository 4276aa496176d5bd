import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Email } from '../../workspace/index.ts';
import { NO_GROUP } from '../groups/no-group.ts';
import { WebAddress } from './offer.ts';

const MAX_NAME = 200;
const MAX_TEXT = 2_000;

export const AFFILIATE_STATUSES = ['pending', 'active', 'suspended', 'rejected'] as const;
export type AffiliateStatus = (typeof AFFILIATE_STATUSES)[number];

const Name = z.string().trim().min(1).max(MAX_NAME);

const ExternalId = z.string().trim().min(1).max(MAX_NAME);
const Country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country code');

export const Affiliate = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  personId: z.string().nullable(),
  accountId: z.string().nullable(),
  userId: z.string().nullable(),
  /** The one group that they are in. */
  groupId: z.string().nullable(),
  status: z.enum(AFFILIATE_STATUSES),
  statusReason: z.string().nullable(),
  statusChangedAt: z.date(),
  source: z.enum(['invitation', 'application', 'staff', 'import']),
  website: z.string().nullable(),
  /** How they mean to promote, in their own words. */
  promotion: z.string().nullable(),
  country: z.string().nullable(),
  /** Where payouts go: the PayPal recipient. Null falls back to the e-mail. */
  payoutEmail: z.string().nullable(),
  /** Who brought them into the program, and since when that counts. */
  recruiterId: z.string().nullable(),
  recruitedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type Affiliate = z.infer<typeof Affiliate>;

/** What `saveAffiliate` takes: found by e-mail; undefined fields never erase. */
export interface AffiliateInput {
  email: string;
  name: string;
  externalId?: string | null;
  personId?: string | null;
  accountId?: string | null;
  groupId?: string | null;
  status?: AffiliateStatus;
  source?: Affiliate['source'];
  website?: string | null;
  promotion?: string | null;
  country?: string | null;
  payoutEmail?: string | null;
  recruiterId?: string | null;
  recruitedAt?: Date | null;
  /** For history that is brought along: when they joined. */
  createdAt?: Date;
}

export const NewAffiliate = z.object({
  name: Name,
  email: Email,
  personId: z.string().optional(),
  accountId: z.string().optional(),
  /** Your own id for them. */
  externalId: ExternalId.optional(),
  website: WebAddress.optional(),
  country: Country.optional(),
  payoutEmail: Email.optional(),
  groupId: z.string().optional(),
});
export type NewAffiliate = z.infer<typeof NewAffiliate>;

export const AffiliateChange = z
  .object({
    name: Name,
    personId: z.string().nullable(),
    accountId: z.string().nullable(),
    website: WebAddress.nullable(),
    externalId: ExternalId.nullable(),
    country: Country.nullable(),
    payoutEmail: Email.nullable(),
    groupId: z.string().nullable(),
    recruiterId: z.string().nullable().describe('Who recruited them; counts from now on'),
  })
  .partial();
export type AffiliateChange = z.infer<typeof AffiliateChange>;

export const AffiliateCounts = z.object({
  pending: z.number(),
  active: z.number(),
  suspended: z.number(),
  rejected: z.number(),
});

export const StatusReason = z.object({ reason: z.string().trim().max(MAX_TEXT).optional() });

const filters = {
  status: z.enum(AFFILIATE_STATUSES).optional(),
  groupId: z.string().optional().describe(`A group’s id; ${NO_GROUP} is those in none`),
  /** Part of the name or e-mail. */
  q: z.string().trim().min(1).max(MAX_NAME).optional(),
  sort: z.enum(['created', 'name', 'group']).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
};

export const AffiliateQuery = PageQuery.extend(filters);
export type AffiliateQuery = z.infer<typeof AffiliateQuery>;

export const AffiliateExportQuery = z.object(filters);
export type AffiliateExportQuery = z.infer<typeof AffiliateExportQuery>;

export const Application = z.object({
  name: Name,
  email: Email,
  website: WebAddress.optional(),
  promotion: z.string().trim().min(1).max(MAX_TEXT),
  offerId: z.string(),
  via: z.string().max(MAX_NAME).optional().describe('The id of the affiliate whose invitation it was'),
  /** The version that the page showed. */
  termsVersion: z.number().int().min(1),
});
export type Application = z.infer<typeof Application>;
