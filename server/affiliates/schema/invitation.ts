import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Email } from '../../workspace/index.ts';
import { REFUSALS } from '../rules.ts';
import { AFFILIATE_STATUSES } from './affiliate.ts';
import { Offer } from './offer.ts';

const MAX_NAME = 200;
const MAX_SUBJECT = 300;
const MAX_BODY = 20_000;
const MAX_RECIPIENTS = 100;

const Recipient = z.object({ personId: z.string(), accountId: z.string().nullable().default(null) });
export type Recipient = z.infer<typeof Recipient>;

/** Liquid text; without one, the workspace's own wording is used. */
const Wording = {
  subject: z.string().trim().min(1).max(MAX_SUBJECT).optional(),
  body: z.string().trim().min(1).max(MAX_BODY).optional(),
};

/** One mail to one person, as the ranking shows it before it is sent. */
export const InvitationDraft = z.object({ ...Recipient.shape, offerId: z.string(), ...Wording });
export type InvitationDraft = z.input<typeof InvitationDraft>;

/** The group that whoever accepts joins; none unless told. */
const group = { groupId: z.string().nullable().optional() };

export type NewInvitation = InvitationDraft & z.input<z.ZodObject<typeof group>>;

export const NewInvitations = z.object({
  offerId: z.string(),
  recipients: z.array(Recipient).min(1).max(MAX_RECIPIENTS),
  ...group,
  ...Wording,
});
export type NewInvitations = z.infer<typeof NewInvitations>;

export const Invitation = z.object({
  id: z.string(),
  personId: z.string(),
  accountId: z.string().nullable(),
  offerId: z.string(),
  groupId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  subject: z.string(),
  state: z.enum(['open', 'accepted', 'expired']),
  createdAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
  affiliateId: z.string().nullable(),
  /** The mail in the outbox. */
  mailId: z.string(),
});
export type Invitation = z.infer<typeof Invitation>;

const Reason = z.object({
  reason: z.enum(REFUSALS),
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
  text: z.string(),
});

export const InvitationOutcome = z.object({
  personId: z.string(),
  invitation: Invitation.nullable(),
  /** Why this person was not asked; null when they were. */
  refusal: Reason.nullable(),
});
export type InvitationOutcome = z.infer<typeof InvitationOutcome>;

/** The mail as this person would get it; `{{ link }}` still stands for their own address. */
export const InvitationPreview = z.object({
  name: z.string(),
  email: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  refusal: Reason.nullable(),
});
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const InvitationQuery = PageQuery.extend({
  state: Invitation.shape.state.optional(),
  personId: z.string().optional(),
  offerId: z.string().optional(),
});
export type InvitationQuery = z.infer<typeof InvitationQuery>;

export const TokenParams = z.object({ token: z.string().min(10).max(100) });

const PublicOffer = Offer.pick({ id: true, name: true, description: true, terms: true });

/** What the invited person sees before they accept. */
export const InvitationPage = z.object({
  company: z.object({ name: z.string(), locale: z.string() }),
  offer: PublicOffer,
  name: z.string(),
  email: z.string(),
  expiresAt: z.date(),
});
export type InvitationPage = z.infer<typeof InvitationPage>;

/** What strangers see of the program. */
export const ProgramPage = z.object({
  company: z.object({ name: z.string(), locale: z.string() }),
  offers: z.array(PublicOffer),
});
export type ProgramPage = z.infer<typeof ProgramPage>;

export const Acceptance = z.object({
  name: z.string().trim().min(1).max(MAX_NAME).optional(),
  /** Without one, they sign in by links. */
  password: z.string().min(10, 'must have 10 characters or more').max(128).optional(),
  payoutEmail: Email.optional(),
  /** The version that the page showed. */
  termsVersion: z.number().int().min(1),
});
export type Acceptance = z.infer<typeof Acceptance>;

export const Accepted = z.object({
  affiliateId: z.string(),
  email: z.string(),
  status: z.enum(AFFILIATE_STATUSES),
  /** Signs a new person in once; null for somebody who could sign in before. */
  signInUrl: z.string().nullable(),
});
export type Accepted = z.infer<typeof Accepted>;
