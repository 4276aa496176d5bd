import { z } from 'zod';
import { Email } from '../../../workspace/index.ts';

const MAX_NAME = 200;
const MAX_URL = 2_000;
const MAX_NOTE = 500;

const LinkProps = z
  .object({
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
    archived: z.boolean().optional(),
  })
  .optional();

const PartnerKey = { partnerId: z.string().nullish(), tenantId: z.string().nullish() };

export const NewPartner = z.object({
  email: Email,
  name: z.string().trim().max(MAX_NAME).nullish(),
  /** Becomes the key of the first link. */
  username: z.string().max(64).nullish(),
  tenantId: z.string().max(MAX_NAME).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  linkProps: LinkProps,
});
export type NewPartner = z.infer<typeof NewPartner>;

/** The SDK's words for a partner's state. */
const WIRE_STATUSES = ['pending', 'approved', 'rejected', 'deactivated', 'banned'] as const;
export type WireStatus = (typeof WIRE_STATUSES)[number];

export const BAN_REASONS = [
  'tos_violation',
  'inappropriate_content',
  'fake_traffic',
  'fraud',
  'spam',
  'brand_abuse',
] as const;
export type BanReason = (typeof BAN_REASONS)[number];

/** A filter that is not offered is refused: an answer to another question would mislead. */
export const PartnerQuery = z.strictObject({
  status: z.enum([...WIRE_STATUSES, 'invited', 'declined', 'archived']).optional(),
  country: z.string().max(2).optional(),
  email: z.string().max(254).optional(),
  tenantId: z.string().max(MAX_NAME).optional(),
  search: z.string().max(MAX_NAME).optional(),
  sortBy: z.enum(['createdAt', 'totalSaleAmount', 'totalClicks', 'totalCommissions']).default('createdAt'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
});
export type PartnerQuery = z.infer<typeof PartnerQuery>;

export const PartnerLinkQuery = z.object(PartnerKey);

export const NewPartnerLink = z.object({
  ...PartnerKey,
  url: z.string().max(MAX_URL).nullish(),
  key: z.string().min(1).max(64).optional(),
  linkProps: LinkProps,
});
export type NewPartnerLink = z.infer<typeof NewPartnerLink>;

export const PartnerBan = z.object({ ...PartnerKey, reason: z.enum(BAN_REASONS) });
export const PartnerDeactivation = z.object(PartnerKey);

export const ApplicationQuery = z.strictObject({
  country: z.string().max(2).optional(),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
});
export type ApplicationQuery = z.infer<typeof ApplicationQuery>;

export const ApplicationApproval = z.object({ partnerId: z.string() });

export const ApplicationRejection = z.object({
  partnerId: z.string(),
  rejectionReason: z
    .enum(['needsMoreDetail', 'doesNotMeetRequirements', 'notTheRightFit', 'other'])
    .optional(),
  rejectionNote: z.string().max(MAX_NOTE).optional(),
  /** Who was turned away may apply again here at any time: staff decides each time. */
  reapplicationTimeframe: z.unknown().optional(),
  flagForFraud: z.boolean().optional(),
  flagForFraudReason: z.string().max(MAX_NOTE).optional(),
});
export type ApplicationRejection = z.infer<typeof ApplicationRejection>;
