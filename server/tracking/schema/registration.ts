import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { STAGES } from '../../customers/index.ts';
import { Email } from '../../workspace/index.ts';
import { REGISTRATION_REASONS } from '../registrations/reasons.ts';

const MAX_NAME = 200;
const MAX_PHONE = 50;
const MAX_NOTE = 2_000;
const MAX_REGISTRATIONS = 200;

export const REGISTRATION_STATUSES = ['submitted', 'accepted', 'won', 'lost', 'refused', 'expired'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

const Name = z.string().trim().min(1).max(MAX_NAME);
const Message = z.string().trim().max(MAX_NOTE).describe('The affiliate reads it');

/** A customer to be, as an affiliate tells of them. */
export const NewRegistration = z.object({
  offerId: z.string(),
  company: Name,
  personName: Name,
  email: Email,
  phone: z.string().trim().max(MAX_PHONE).optional(),
  domain: z.string().trim().max(MAX_NAME).optional().describe('Of the company’s website'),
  note: z.string().trim().max(MAX_NOTE).optional(),
  hasConsent: z
    .literal(true, 'is needed: only data that you may pass on')
    .describe('They may pass the data on'),
});
export type NewRegistration = z.infer<typeof NewRegistration>;

/** The same, told by staff or from elsewhere in an affiliate’s name. */
export const NewRegistrationFor = NewRegistration.extend({ affiliateId: z.string() });
export type NewRegistrationFor = z.infer<typeof NewRegistrationFor>;

/** What an affiliate sees of a registration of theirs: nothing of anybody else. */
export const OwnRegistration = z.object({
  id: z.string(),
  offerId: z.string(),
  company: z.string(),
  personName: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  domain: z.string().nullable(),
  note: z.string().nullable(),
  status: z.enum(REGISTRATION_STATUSES),
  /** Why it was refused. */
  reason: z.enum(REGISTRATION_REASONS).nullable(),
  message: z.string().nullable(),
  decidedAt: z.date().nullable(),
  acceptedAt: z.date().nullable(),
  expiresAt: z
    .date()
    .describe('Until then it waits for an answer; once accepted, it is protected until then'),
  wonAt: z.date().nullable(),
  createdAt: z.date(),
});
export type OwnRegistration = z.infer<typeof OwnRegistration>;

export const Registration = OwnRegistration.extend({
  affiliateId: z.string(),
  consentedAt: z.date(),
  decidedByName: z.string().nullable().describe('Null where no person decided'),
  releasedAt: z.date().nullable(),
  isFirst: z.boolean().describe('It goes before coupons and clicks'),
  wonSaleId: z.string().nullable(),
  accountId: z.string().nullable(),
  personId: z.string().nullable(),
});
export type Registration = z.infer<typeof Registration>;

const By = z.array(z.enum(['email', 'domain', 'company'])).describe('What is the same');

/** Who it may be already. */
export const RegistrationEvidence = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      domain: z.string().nullable(),
      stage: z.enum(STAGES),
      by: By,
    }),
  ),
  customers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      affiliateId: z.string().nullable(),
      firstSaleAt: z.date().nullable(),
      by: By,
    }),
  ),
  registrations: z.array(
    z.object({
      id: z.string(),
      company: z.string(),
      affiliateId: z.string(),
      status: z.enum(REGISTRATION_STATUSES),
      createdAt: z.date(),
      by: By,
    }),
  ),
});
export type RegistrationEvidence = z.infer<typeof RegistrationEvidence>;

export const RegistrationDetail = Registration.extend({ evidence: RegistrationEvidence });
export type RegistrationDetail = z.infer<typeof RegistrationDetail>;

export const REGISTRATION_SORTS = ['created', 'company', 'expires'] as const;

const filters = {
  q: z.string().max(MAX_NAME).optional(),
  status: z.enum(REGISTRATION_STATUSES).optional(),
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  sort: z.enum(REGISTRATION_SORTS).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
};

export const RegistrationQuery = PageQuery.extend(filters);
export type RegistrationQuery = z.infer<typeof RegistrationQuery>;

export const RegistrationExportQuery = z.object(filters);
export type RegistrationExportQuery = z.infer<typeof RegistrationExportQuery>;

const Refusal = z
  .object({
    decision: z.literal('refuse'),
    reason: z.enum(REGISTRATION_REASONS),
    message: Message.default(''),
  })
  .refine(({ reason, message }) => reason !== 'other' || message !== '', {
    path: ['message'],
    message: 'is needed for this reason',
  });

export const RegistrationWish = z.union([
  z.object({
    decision: z.literal('accept'),
    /** The account of the record that it is; found by domain or name, or made, unless told. */
    accountId: z.string().optional(),
    message: Message.default(''),
  }),
  Refusal,
  z.object({ decision: z.literal('lose'), message: Message.default('') }),
  z.object({ decision: z.literal('undo') }),
]);
export type RegistrationWish = z.infer<typeof RegistrationWish>;

export const RegistrationsWish = z.object({
  ids: z.array(z.string()).min(1).max(MAX_REGISTRATIONS),
  wish: z.union([z.object({ decision: z.literal('accept'), message: Message.default('') }), Refusal]),
});
export type RegistrationsWish = z.infer<typeof RegistrationsWish>;

export const RegistrationsAnswer = z.object({
  changedCount: z.number().int(),
  /** What could not be done, and why. */
  refusals: z.array(z.object({ id: z.string(), code: z.string(), detail: z.string() })),
});
export type RegistrationsAnswer = z.infer<typeof RegistrationsAnswer>;
