import { z } from 'zod';
import { WebAddress } from '../../affiliates/index.ts';
import { PageQuery } from '../../core/page.ts';

const MAX_KEY = 64;
const KEY_PATTERN = /^[a-z0-9][a-z0-9_-]*$/;
const CODE_PATTERN = /^[A-Z0-9][A-Z0-9_-]*$/;
const DOMAIN_PATTERN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

export const LinkKey = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(MAX_KEY)
  .regex(KEY_PATTERN, 'may hold letters, digits, "-" and "_", beginning with a letter or digit');

export const LinkDomain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(DOMAIN_PATTERN, 'must be a host name such as go.example.com');

export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .min(2)
  .max(MAX_KEY)
  .regex(CODE_PATTERN, 'may hold letters, digits, "-" and "_", beginning with a letter or digit');

const MAX_EXTERNAL_ID = 255;
const MAX_TARGETS = 20;
const MAX_COUNTRIES = 60;
const MAX_WEIGHT = 1_000;
const MAX_CAP = 1_000_000_000;
const MIN_PASSWORD = 4;
const MAX_PASSWORD = 200;
const DEVICES = ['desktop', 'mobile', 'tablet'] as const;

const Country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two letters');

/** One of the places that a link leads to. */
export const LinkTarget = z.object({
  id: z.string().describe('Stays with it, so that its clicks are told from the others’'),
  url: WebAddress,
  countries: z.array(Country).describe('Only for visitors from there; empty for all'),
  devices: z.array(z.enum(DEVICES)).describe('Only for visitors with these; empty for all'),
  weight: z.number().int().describe('Its share among the targets that are for everybody'),
});
export type LinkTarget = z.infer<typeof LinkTarget>;

const TargetInput = z.object({
  id: LinkTarget.shape.id.max(MAX_KEY).optional().describe('Of a target that is kept'),
  url: WebAddress,
  countries: z.array(Country).max(MAX_COUNTRIES).default([]),
  devices: z.array(z.enum(DEVICES)).default([]),
  weight: z.number().int().min(1).max(MAX_WEIGHT).default(1),
});
export type TargetInput = z.infer<typeof TargetInput>;

function haveOwnIds(targets: { id?: string }[]): boolean {
  const ids = targets.flatMap(({ id }) => id ?? []);
  return new Set(ids).size === ids.length;
}

/** How many clicks may count. */
export const Cap = z.number().int().min(1).max(MAX_CAP);

const LinkPassword = z
  .string()
  .min(MIN_PASSWORD)
  .max(MAX_PASSWORD)
  .describe('Asked for before the link leads anywhere; never shown again');

const TargetInputs = z
  .array(TargetInput)
  .max(MAX_TARGETS)
  .refine(haveOwnIds, 'must not name one target twice')
  .describe(
    'In order: the first whose countries and devices fit is taken, else one of those for everybody by lot, else `destinationUrl`',
  );

export const Link = z.object({
  id: z.string(),
  affiliateId: z.string(),
  offerId: z.string(),
  /** Null is the installation's own address. */
  domain: z.string().nullable(),
  key: z.string(),
  /** The whole address to share. */
  url: z.string(),
  /** Null follows the offer's destination. */
  destinationUrl: z.string().nullable(),
  targets: z.array(LinkTarget),
  /** Where it leads once it has expired, or past a cap; null answers that there is no such link. */
  expiredUrl: z.string().nullable(),
  /** Adds `dub_id` to the destination too, for sites that still carry that script. */
  appendsDubId: z.boolean(),
  /** Visitors are asked for a password first. */
  hasPassword: z.boolean(),
  /** Clicks past these lead to `expiredUrl`, else to the offer’s page, and count for nothing. */
  clicksPerDay: z.number().int().nullable(),
  clicksPerMonth: z.number().int().nullable(),
  /** The seller’s own id of it. */
  externalId: z.string().nullable(),
  status: z.enum(['active', 'archived']),
  expiresAt: z.date().nullable(),
  createdAt: z.date(),
});
export type Link = z.infer<typeof Link>;

export const NewLink = z.object({
  affiliateId: z.string(),
  offerId: z.string(),
  /** Without one, the affiliate's link for the offer is given back, or made with a short random key. */
  key: LinkKey.optional(),
  domain: LinkDomain.nullish(),
  destinationUrl: WebAddress.nullish(),
  targets: TargetInputs.optional(),
  expiredUrl: WebAddress.nullish(),
  appendsDubId: z.boolean().optional(),
  expiresAt: z.coerce.date().nullish(),
  password: LinkPassword.nullish(),
  clicksPerDay: Cap.nullish(),
  clicksPerMonth: Cap.nullish(),
  /** Told again for the same affiliate and offer, it names the same link. */
  externalId: z.string().trim().min(1).max(MAX_EXTERNAL_ID).nullish(),
});
export type NewLink = z.input<typeof NewLink>;

export const LinkChange = z
  .object({
    key: LinkKey,
    destinationUrl: WebAddress.nullable(),
    targets: TargetInputs,
    expiredUrl: WebAddress.nullable(),
    appendsDubId: z.boolean(),
    status: z.enum(['active', 'archived']),
    expiresAt: z.coerce.date().nullable(),
    password: LinkPassword.nullable(),
    clicksPerDay: Cap.nullable(),
    clicksPerMonth: Cap.nullable(),
  })
  .partial();
export type LinkChange = z.infer<typeof LinkChange>;

/** What came of the visitors whom a link sent to one of its targets. */
export const TargetFigures = z.object({
  data: z.array(
    z.object({
      targetId: z.string().nullable().describe('Null is the link’s own destination'),
      clicks: z.number().int().describe('Counted ones'),
      customers: z.number().int().describe('Visitors who have bought'),
      revenueMinor: z.number().int().describe('After refunds, in the workspace’s currency'),
    }),
  ),
});
export type TargetFigures = z.infer<typeof TargetFigures>;

export const LinkQuery = PageQuery.extend({
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  status: z.enum(['active', 'archived']).optional(),
});
export type LinkQuery = z.infer<typeof LinkQuery>;

const PromotionCodeId = z.string().trim().min(1).max(MAX_EXTERNAL_ID);

export const Coupon = z.object({
  id: z.string(),
  affiliateId: z.string(),
  offerId: z.string(),
  code: z.string(),
  /** At the payment system, such as Stripe’s `promo_…`. */
  promotionCodeId: z.string().nullable(),
  status: z.enum(['active', 'archived']),
  expiresAt: z.date().nullable(),
  createdAt: z.date(),
});
export type Coupon = z.infer<typeof Coupon>;

export const NewCoupon = z.object({
  affiliateId: z.string(),
  offerId: z.string(),
  code: CouponCode,
  promotionCodeId: PromotionCodeId.nullish(),
  expiresAt: z.coerce.date().nullish(),
});
export type NewCoupon = z.input<typeof NewCoupon>;

export const CouponChange = z
  .object({
    status: z.enum(['active', 'archived']),
    promotionCodeId: PromotionCodeId.nullable(),
    expiresAt: z.coerce.date().nullable(),
  })
  .partial();
export type CouponChange = z.infer<typeof CouponChange>;

export const CouponQuery = PageQuery.extend({ affiliateId: z.string().optional() });
export type CouponQuery = z.infer<typeof CouponQuery>;

/** What an affiliate makes for themselves: the key is theirs to choose. */
export const NewPortalLink = NewLink.pick({ offerId: true, key: true, destinationUrl: true });
export type NewPortalLink = z.input<typeof NewPortalLink>;
