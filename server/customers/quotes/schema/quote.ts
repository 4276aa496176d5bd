import { z } from 'zod';
import { AmountMinor, Currency } from '../../../core/money.ts';
import { PageQuery } from '../../../core/page.ts';
import { anyOf, FilterText, Id, Storable } from '../../schema/query.ts';
import { CYCLES, QUOTE_LANGUAGES, SHOWN_STATES } from '../kinds.ts';
import { BasisPoints, Description, MAX_QUANTITY, Name } from './product.ts';

const MAX_LINES = 100;
const MAX_TEXT = 20_000;
const MAX_PARTY = 1_000;
const MAX_REASON = 2_000;
const MAX_PRICE_MINOR = 1_000_000_000_000;

const LongText = Storable.trim().max(MAX_TEXT);
const Party = Storable.trim().max(MAX_PARTY);

/** As it stands in the quote, whatever becomes of the product. */
export const QuoteLine = z.object({
  productId: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  cycle: z.enum(CYCLES),
  quantity: z.number().int(),
  priceMinor: z.number().int().describe('Of one, before the discount'),
  discountBasisPoints: z.number().int(),
  taxBasisPoints: z.number().int(),
  netMinor: z.number().int().describe('All of them, after the discount'),
});
export type QuoteLine = z.infer<typeof QuoteLine>;

const NewLine = z
  .object({
    productId: Id.nullable().default(null),
    name: Name.optional().describe('The product’s unless told'),
    description: Description.optional(),
    cycle: z.enum(CYCLES).optional(),
    quantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
    priceMinor: AmountMinor.min(0).max(MAX_PRICE_MINOR).optional().describe('The price list’s unless told'),
    discountBasisPoints: BasisPoints.default(0),
    taxBasisPoints: BasisPoints.optional(),
  })
  .refine(({ productId, name }) => productId !== null || name !== undefined, {
    path: ['name'],
    error: 'give a name, or a product',
  });
export type NewLine = z.infer<typeof NewLine>;

export const Quote = z.object({
  id: z.string(),
  label: z.string().nullable().describe('Such as Q-12, and Q-12-2 for its first revision; a draft has none'),
  number: z.number().int().nullable(),
  version: z.number().int(),
  revisesId: z.string().nullable().describe('The version before it'),
  state: z.enum(SHOWN_STATES),
  title: z.string(),
  dealId: z.string(),
  dealName: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  currency: z.string(),
  netMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
  validUntil: z.string(),
  recipientName: z.string(),
  recipientEmail: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  sentAt: z.date().nullable(),
  sentByName: z.string().nullable(),
  viewedAt: z.date().nullable().describe('When its page was first opened'),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
  endedByEmail: z.string().nullable(),
  endNote: z.string().nullable().describe('Why it was declined or withdrawn'),
});
export type Quote = z.infer<typeof Quote>;

const taxes = z
  .array(
    z.object({ taxBasisPoints: z.number().int(), netMinor: z.number().int(), taxMinor: z.number().int() }),
  )
  .describe('By rate');

export const QuoteView = Quote.extend({
  personId: z.string().nullable(),
  priceListId: z.string().nullable(),
  language: z.enum(QUOTE_LANGUAGES),
  buyer: z.string(),
  seller: z.string(),
  intro: z.string(),
  terms: z.string(),
  lines: z.array(QuoteLine),
  taxes,
  edit: z.number().int().describe('Goes up with every change of the draft'),
  publicUrl: z.string().nullable().describe('Where the receiver answers; from when it was sent'),
  versions: z
    .array(z.object({ id: z.string(), version: z.number().int(), state: z.enum(SHOWN_STATES) }))
    .describe('All of its number'),
});
export type QuoteView = z.infer<typeof QuoteView>;

const content = {
  title: Name,
  currency: Currency,
  priceListId: Id.nullable().default(null),
  language: z.enum(QUOTE_LANGUAGES).default('en'),
  validUntil: z.iso.date(),
  personId: Id.nullable().default(null),
  recipientName: Name,
  recipientEmail: z.email().max(320).nullable().default(null),
  buyer: Party.default('').describe('Name and address as they are printed'),
  seller: Party.default('').describe('Name and address as they are printed'),
  intro: LongText.default(''),
  terms: LongText.default('').describe('What the receiver agrees to'),
  lines: z.array(NewLine).min(1).max(MAX_LINES),
};

export const NewQuote = z.object({ dealId: Id, ...content });
export type NewQuote = z.infer<typeof NewQuote>;

/** A draft is told whole. */
export const QuoteDraft = z.object({
  ...content,
  edit: z.number().int().optional().describe('The one that was read: refused when it was changed since'),
});
export type QuoteDraft = z.infer<typeof QuoteDraft>;

export const Sending = z.object({
  isMailed: z.boolean().default(true).describe('Else only the link is made, to be given by hand'),
});
export type Sending = z.infer<typeof Sending>;

export const Withdrawal = z.object({ note: Storable.trim().min(1).max(MAX_REASON).nullable().default(null) });
export type Withdrawal = z.infer<typeof Withdrawal>;

export const QuoteFilters = z.object({
  q: FilterText.optional(),
  state: anyOf(z.enum(SHOWN_STATES)),
  dealId: FilterText.optional(),
  accountId: FilterText.optional(),
  currency: anyOf(FilterText),
});
export type QuoteFilters = z.infer<typeof QuoteFilters>;

export const QuoteQuery = QuoteFilters.extend(PageQuery.shape);
export type QuoteQuery = z.infer<typeof QuoteQuery>;

/** What the receiver sees. */
export const OfferedQuote = z.object({
  company: z.string(),
  label: z.string(),
  state: z.enum(['sent', 'accepted', 'declined', 'withdrawn', 'replaced', 'expired']),
  ...QuoteView.pick({
    title: true,
    language: true,
    currency: true,
    validUntil: true,
    recipientName: true,
    buyer: true,
    seller: true,
    intro: true,
    terms: true,
    lines: true,
    taxes: true,
    netMinor: true,
    taxMinor: true,
    totalMinor: true,
    sentAt: true,
    endedAt: true,
    endedByName: true,
  }).shape,
});
export type OfferedQuote = z.infer<typeof OfferedQuote>;

export const TokenParams = z.object({ token: z.string().min(1).max(2_000) });

export const QuoteAcceptance = z.object({
  name: Name,
  email: z.email().max(320),
  isAgreed: z.literal(true, { error: 'must be ticked: the terms are part of the quote' }),
});
export type QuoteAcceptance = z.infer<typeof QuoteAcceptance>;

export const QuoteRefusal = z.object({
  name: Name,
  email: z.email().max(320),
  reason: Storable.trim().max(MAX_REASON).default(''),
});
export type QuoteRefusal = z.infer<typeof QuoteRefusal>;
