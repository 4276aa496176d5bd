import type { TaxFormKind } from '../tax/rules.ts';

/** From this amount paid in a year to somebody of the country a tax office is told; null is never, or everybody. */
export interface Threshold {
  amountMinor: number | null;
  country: string | null;
}

const UNITED_STATES = 'US';
/** Form 1099-NEC: 600 USD, and 2,000 for what is paid from 2026 on (26 U.S.C. § 6041(a), as of July 2025). */
const US_THRESHOLD_MINOR = { until2025: 60_000, since2026: 200_000 };
const NEVER: Threshold = { amountMinor: null, country: null };

/** What holds in a year for a currency while a workspace has said nothing else. */
export function usualThreshold(currency: string, year: number): Threshold {
  if (currency !== 'USD') return NEVER;
  const { until2025, since2026 } = US_THRESHOLD_MINOR;
  return { amountMinor: year < 2026 ? until2025 : since2026, country: UNITED_STATES };
}

/** Somebody whose country is not known may be of it. */
export function isReportable(
  { amountMinor, country: where }: Threshold,
  { paidMinor, country }: { paidMinor: number; country: string | null },
): boolean {
  if (amountMinor === null || paidMinor < amountMinor) return false;
  return where === null || country === null || country === where;
}

export const MISSING_TAX = ['tax_data', 'w9', 'w8', 'tax_number', 'vat_id'] as const;
export type MissingTax = (typeof MISSING_TAX)[number];

interface KnownTax {
  kind: 'person' | 'business';
  country: string;
  vatId: string | null;
  taxNumber: string | null;
}

/**
 * What the tax office will ask for and is not there. A company of the United States needs a W-9 of its residents and a
 * W-8 of everybody else; a business of another country has a VAT id, a person a tax number.
 */
export function missingTax(
  data: KnownTax | null,
  forms: ReadonlySet<TaxFormKind>,
  companyCountry: string | null,
): MissingTax[] {
  if (!data) return ['tax_data'];
  const isResident = data.country === UNITED_STATES;
  if (isResident) {
    const asksForm = companyCountry === null || companyCountry === UNITED_STATES;
    return [
      ...(asksForm && !forms.has('w9') ? (['w9'] as const) : []),
      ...(data.taxNumber ? [] : (['tax_number'] as const)),
    ];
  }
  if (companyCountry === UNITED_STATES) return forms.has('w8ben') || forms.has('w8bene') ? [] : ['w8'];
  if (data.vatId) return [];
  if (data.kind === 'business') return ['vat_id'];
  return data.taxNumber ? [] : ['tax_number'];
}
