import { z } from 'zod';
import { AFFILIATE_STATUSES } from '../../affiliates/index.ts';
import { COMMISSION_KINDS, OCCASIONS, REWARD_KINDS, REWARD_STATES } from '../../commissions/index.ts';

const Id = z.string();
const MaybeId = Id.nullable();
const Time = z.iso.datetime();
const Minor = z.number().int().describe('In minor units of the currency: 4900 is 49.00 USD');

const Affiliate = z.object({
  id: Id,
  externalId: z.string().nullable().describe('Your own id for them'),
  name: z.string(),
  email: z.string(),
  status: z.enum(AFFILIATE_STATUSES),
});

const Link = z.object({ id: Id, affiliateId: Id, offerId: Id, url: z.string() });

const Lead = z.object({
  leadId: Id,
  eventName: z.string(),
  customerId: Id,
  customerExternalId: z.string().describe('Your own id for the customer'),
  affiliateId: MaybeId.describe('Null when nobody has the credit'),
  offerId: MaybeId,
  clickId: MaybeId,
  occurredAt: Time,
});

const Sale = z.object({
  saleId: Id,
  externalId: z.string().describe('Your own id for the sale: the invoice or order'),
  customerId: Id,
  customerExternalId: z.string(),
  affiliateId: MaybeId.describe('Null when nobody has the credit'),
  offerId: MaybeId,
  amountMinor: Minor,
  currency: z.string(),
  saleNumber: z.number().int().describe('Which of the customer’s sales it is; 1 is the first'),
  couponCode: z.string().nullable(),
  occurredAt: Time,
});

const MovedSale = Sale.extend({ previousAffiliateId: MaybeId });

const Refund = z.object({
  refundId: Id,
  saleId: Id,
  saleExternalId: z.string(),
  amountMinor: Minor.describe('What this refund takes back; negative where it gives back'),
  currency: z.string(),
  occurredAt: Time,
});

const Attribution = z.object({
  customerId: Id,
  affiliateId: MaybeId,
  offerId: MaybeId,
  previousAffiliateId: MaybeId,
  attributedAt: z.string().nullable(),
});

const Commission = z.object({
  id: Id,
  kind: z.enum(COMMISSION_KINDS).describe('Other than `sale` it is an award, and has no sale'),
  affiliateId: Id,
  offerId: MaybeId,
  saleId: MaybeId,
  saleExternalId: z.string().nullable(),
  customerId: MaybeId,
  amountMinor: Minor.describe('As it was booked'),
  keptMinor: Minor.describe('What the affiliate keeps of it now'),
  waitingMinor: Minor.describe('What waits for the customer’s success'),
  currency: z.string(),
  state: z.string(),
  soldAt: Time,
  releaseAt: Time,
});

const Decided = Commission.extend({ decision: z.enum(['approved', 'declined']) });

const Corrected = Commission.extend({
  changeMinor: Minor.describe('Negative takes back, positive gives again'),
  because: z.enum([
    'refund',
    'restoration',
    'decline',
    'reinstatement',
    'reattribution',
    'redecision',
    'forfeit',
    'vesting',
    'takeback',
    'giveback',
  ]),
});

const Reward = z.object({
  id: Id,
  affiliateId: Id,
  occasion: z.enum(OCCASIONS).describe('What earned it; `manual` is a grant by hand'),
  customerId: MaybeId,
  kind: z.enum(REWARD_KINDS),
  what: z.string().describe('In words, in English'),
  amountMinor: Minor.nullable().describe('The credit, or what the gift is worth'),
  currency: z.string().nullable(),
  points: z.number().int().nullable(),
  name: z.string().nullable().describe('Of the points, or of the gift'),
  state: z.enum(REWARD_STATES),
  earnedAt: Time,
  releaseAt: Time.describe('When the time for refunds is over'),
});

const GivenReward = Reward.extend({ givenAt: Time.nullable(), givenByName: z.string().nullable() });

const Payout = z.object({
  id: Id,
  state: z.string(),
  currency: z.string(),
  amountMinor: Minor,
  lineCount: z.number().int(),
  paidLineCount: z.number().int(),
});

const Registration = z.object({
  registrationId: Id,
  affiliateId: Id,
  offerId: Id,
  company: z.string(),
  status: z.enum(['submitted', 'accepted', 'won', 'lost', 'refused', 'expired']),
  previousStatus: z.string().nullable().describe('Null for a new one'),
  reason: z.string().nullable().describe('Why it was refused'),
  accountId: MaybeId.describe('Once it was accepted'),
  expiresAt: Time.describe('Until then it waits, and once accepted, is protected'),
});

const Deal = z.object({
  dealId: Id,
  name: z.string(),
  state: z.enum(['open', 'won', 'lost']),
  pipelineId: Id,
  stageId: Id,
  previousStageId: MaybeId.describe('Null for a new one'),
  accountId: MaybeId,
  ownerId: MaybeId,
  registrationId: MaybeId.describe('The affiliate’s registration that it came from'),
  amountMinor: Minor.nullable(),
  currency: z.string(),
  expectedOn: z.string().nullable().describe('The day on which it is to be decided'),
  closedAt: Time.nullable(),
});

const Test = z.object({ note: z.string() });

/** What may be told, with the shape of its `data`. Names are stable; shapes only grow. */
export const EVENT_TYPES = {
  'affiliate.created': Affiliate,
  'affiliate.approved': Affiliate,
  'affiliate.status_changed': Affiliate,
  'link.created': Link,
  'lead.recorded': Lead,
  'sale.recorded': Sale,
  'sale.attributed': MovedSale,
  'sale.refunded': Refund,
  'customer.attributed': Attribution,
  'deal.created': Deal,
  'deal.stage_changed': Deal,
  'deal.won': Deal,
  'deal.lost': Deal,
  'deal.reopened': Deal,
  'deal_registration.submitted': Registration,
  'deal_registration.changed': Registration,
  'commission.created': Commission,
  'commission.decided': Decided,
  'commission.reversed': Corrected,
  'commission.restored': Corrected,
  'reward.granted': Reward,
  'reward.fulfilled': GivenReward,
  'payout.created': Payout,
  'payout.approved': Payout,
  'payout.paid': Payout,
} as const;

export type EventType = keyof typeof EVENT_TYPES;
export const EVENT_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

/** Sent by hand, to see that an endpoint works. */
export const TEST_EVENT = 'test';

/** The shape of what is sent, for the OpenAPI document and for the guide. */
export const WebhookBody = z.object({
  type: z.enum([...EVENT_NAMES, TEST_EVENT]),
  timestamp: Time.describe('When it was told'),
  data: z.union([...Object.values(EVENT_TYPES), Test]),
});
