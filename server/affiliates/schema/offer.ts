import { z } from 'zod';
import { FriendDiscount, NewFriendDiscount } from './discount.ts';

const MAX_NAME = 200;
const MAX_DESCRIPTION = 5_000;
const MAX_TERMS = 50_000;
const MAX_URL = 2_000;
const MAX_WINDOW_DAYS = 3_650;
const MAX_HOSTS = 50;
const MAX_DEAL_DAYS = 3_650;
const WHOLE_BASIS_POINTS = 10_000;
const APPROVAL_RULES = ['auto', 'manual'] as const;
const CLICK_MODELS = ['last', 'first'] as const;

/** Where a visitor may be sent: never `javascript:`, `data:` or an address that carries a password. */
export const WebAddress = z
  .url({ protocol: /^https?$/, abort: true, error: 'must be an http:// or https:// address' })
  .max(MAX_URL)
  .refine(
    (address) => !new URL(address).username && !new URL(address).password,
    'must not hold a user name or password',
  );

const HostName = z.hostname().transform((host) => host.toLowerCase());

/** What a template may name; each is replaced by what the clicked link has. */
export const UTM_MACROS = [
  'affiliate',
  'affiliate_id',
  'link',
  'link_id',
  'offer',
  'offer_id',
  'discount',
] as const;
const MACRO = /\{([^}]*)\}/g;

function unknownMacros(template: string): string[] {
  const known: readonly string[] = UTM_MACROS;
  return [...template.matchAll(MACRO)].flatMap(([, name = '']) => (known.includes(name) ? [] : [name]));
}

const UtmTemplate = z
  .string()
  .trim()
  .max(MAX_URL)
  .transform((template) => template.replace(/^\?/, ''))
  .refine((template) => !template.includes('#'), 'must not hold a #')
  .refine((template) => unknownMacros(template).length === 0, {
    error: `may name {${UTM_MACROS.join('}, {')}} alone`,
  });

const offerFields = {
  name: z.string().trim().min(1).max(MAX_NAME),
  description: z.string().trim().max(MAX_DESCRIPTION).default(''),
  destinationUrl: WebAddress,
  /** Hosts to which deep links of this offer may lead, beside the destination's own. */
  allowedHosts: z
    .array(HostName.meta({ type: 'string', format: 'hostname' }))
    .max(MAX_HOSTS)
    .default([]),
  /** Parameters of every link's destination, such as `utm_source=partners&utm_content={link}`. */
  utmTemplate: UtmTemplate.default(''),
  /** How many days after the click a sale is still credited. */
  windowDays: z.number().int().min(1).max(MAX_WINDOW_DAYS).default(90),
  /** A coupon code decides before the last click does. */
  couponFirst: z.boolean().default(true),
  /** Which of the clicks within their windows decides. */
  clickModel: z.enum(CLICK_MODELS).default('last'),
  /** A customer who has bought stays with the affiliate; else every sale is decided anew. */
  isLifetime: z.boolean().default(true),
  /** Who was a customer before a click or coupon is credited to nobody for it. */
  protectsCustomers: z.boolean().default(false),
  /** How long a customer whom an affiliate has registered waits for an answer, and then stays theirs until they buy. */
  dealDays: z.number().int().min(1).max(MAX_DEAL_DAYS).default(90),
  /** A registered customer goes before coupons and clicks; else clicks go first. */
  dealFirst: z.boolean().default(true),
  /** What the winner gets of a sale; the others who helped share the rest. All of it: sales are not shared. */
  winnerBasisPoints: z.number().int().min(1).max(WHOLE_BASIS_POINTS).default(WHOLE_BASIS_POINTS),
  /** Whether somebody decides on each application and acceptance. */
  approvalRule: z.enum(APPROVAL_RULES).default('manual'),
  /** Whether strangers may apply on the public page. */
  isOpen: z.boolean().default(true),
  /** What whoever comes through an affiliate gets. */
  friendDiscount: NewFriendDiscount.nullable().default(null),
};

export const Offer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  destinationUrl: z.string(),
  allowedHosts: z.array(z.string()),
  utmTemplate: z.string(),
  windowDays: z.number(),
  couponFirst: z.boolean(),
  clickModel: z.enum(CLICK_MODELS),
  isLifetime: z.boolean(),
  protectsCustomers: z.boolean(),
  dealDays: z.number(),
  dealFirst: z.boolean(),
  winnerBasisPoints: z.number().int(),
  approvalRule: z.enum(APPROVAL_RULES),
  isOpen: z.boolean(),
  friendDiscount: FriendDiscount.nullable(),
  status: z.enum(['active', 'archived']),
  terms: z.object({ version: z.number().int(), text: z.string() }),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Offer = z.infer<typeof Offer>;

export const OfferView = Offer.extend({
  friendGets: z.string().nullable().describe('The discount in words, in the reader’s language'),
});
export type OfferView = z.infer<typeof OfferView>;

/** By which rule an offer credits, from a moment until its next rule. */
export interface OfferRule
  extends Pick<
    Offer,
    'clickModel' | 'windowDays' | 'couponFirst' | 'isLifetime' | 'protectsCustomers' | 'winnerBasisPoints'
  > {
  offerId: string;
  validFrom: Date;
}

export const NewOffer = z.object({ ...offerFields, termsText: z.string().trim().max(MAX_TERMS).default('') });
export type NewOffer = z.input<typeof NewOffer>;
export type WantedOffer = z.output<typeof NewOffer>;

/** A changed terms text becomes the next version; what was accepted before stays on record. */
export const OfferChange = z
  .object({
    name: offerFields.name,
    description: offerFields.description.removeDefault(),
    destinationUrl: offerFields.destinationUrl,
    allowedHosts: offerFields.allowedHosts.removeDefault(),
    utmTemplate: offerFields.utmTemplate.removeDefault(),
    windowDays: offerFields.windowDays.removeDefault(),
    couponFirst: offerFields.couponFirst.removeDefault(),
    clickModel: offerFields.clickModel.removeDefault(),
    isLifetime: offerFields.isLifetime.removeDefault(),
    protectsCustomers: offerFields.protectsCustomers.removeDefault(),
    dealDays: offerFields.dealDays.removeDefault(),
    dealFirst: offerFields.dealFirst.removeDefault(),
    winnerBasisPoints: offerFields.winnerBasisPoints.removeDefault(),
    approvalRule: offerFields.approvalRule.removeDefault(),
    isOpen: offerFields.isOpen.removeDefault(),
    friendDiscount: offerFields.friendDiscount.removeDefault(),
    status: Offer.shape.status,
    termsText: z.string().trim().max(MAX_TERMS),
  })
  .partial();
export type OfferChange = z.infer<typeof OfferChange>;
