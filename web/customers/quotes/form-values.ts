import type { ShownQuote } from './queries.ts';

const VALID_DAYS = 30;
const DAY_MS = 86_400_000;
const BASIS_POINTS_PER_PERCENT = 100;

/** A line as it is typed: percents, and an amount that may be empty yet. */
export interface LineValues {
  [field: string]: unknown;
  productId: string | null;
  name: string;
  description: string;
  cycle: ShownQuote['lines'][number]['cycle'];
  quantity: number;
  priceMinor: number | null;
  discountPercent: number;
  taxPercent: number;
}

export interface QuoteValues {
  [field: string]: unknown;
  title: string;
  currency: string;
  priceListId: string | null;
  language: ShownQuote['language'];
  validUntil: string;
  personId: string | null;
  recipientName: string;
  recipientEmail: string;
  buyer: string;
  seller: string;
  intro: string;
  terms: string;
  lines: LineValues[];
}

export const EMPTY_LINE: LineValues = {
  ...{ productId: null, name: '', description: '', cycle: 'once', quantity: 1, priceMinor: null },
  ...{ discountPercent: 0, taxPercent: 0 },
};

interface Beginning {
  name: string;
  currency: string;
  accountName: string | null;
  people: readonly { personId: string; name: string | null; email: string | null }[];
  lines: readonly { name: string; quantity: number; priceMinor: number }[];
}

/** Begins with what the deal knows, and with the words of the quote before where there is one. */
export function valuesOfDeal(
  deal: Beginning,
  before: ShownQuote | null,
  language: ShownQuote['language'],
): QuoteValues {
  const [person] = deal.people;
  return {
    ...{
      title: deal.name,
      currency: deal.currency,
      priceListId: null,
      language: before?.language ?? language,
    },
    validUntil: new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString().slice(0, 10),
    ...{
      personId: person?.personId ?? null,
      recipientName: person?.name ?? '',
      recipientEmail: person?.email ?? '',
    },
    ...{ buyer: deal.accountName ?? '', seller: before?.seller ?? '', intro: '', terms: before?.terms ?? '' },
    lines: deal.lines.length > 0 ? deal.lines.map((line) => ({ ...EMPTY_LINE, ...line })) : [EMPTY_LINE],
  };
}

export function valuesOfQuote(quote: ShownQuote): QuoteValues {
  const { title, currency, priceListId, language, validUntil, personId, recipientName } = quote;
  const { buyer, seller, intro, terms, lines } = quote;
  return {
    ...{
      title,
      currency,
      priceListId,
      language,
      validUntil,
      personId,
      recipientName,
      buyer,
      seller,
      intro,
      terms,
    },
    recipientEmail: quote.recipientEmail ?? '',
    lines: lines.map(({ netMinor: _net, discountBasisPoints, taxBasisPoints, description, ...line }) => ({
      ...{ ...line, description: description ?? '' },
      discountPercent: toPercent(discountBasisPoints),
      taxPercent: toPercent(taxBasisPoints),
    })),
  };
}

/** As the server takes it. */
export function bodyOf(values: QuoteValues) {
  return {
    ...values,
    recipientEmail: values.recipientEmail.trim() || null,
    lines: values.lines.map(({ discountPercent, taxPercent, description, priceMinor, name, ...line }) => ({
      ...line,
      ...(name.trim() && { name }),
      ...(priceMinor !== null && { priceMinor }),
      description: description.trim() || null,
      discountBasisPoints: toBasisPoints(discountPercent),
      taxBasisPoints: toBasisPoints(taxPercent),
    })),
  };
}

export const toBasisPoints = (percent: number): number => Math.round(percent * BASIS_POINTS_PER_PERCENT);
export const toPercent = (basisPoints: number): number => basisPoints / BASIS_POINTS_PER_PERCENT;
