import { entityValidators, euVat, personValidators, stdnum, type Validator } from 'stdnum';

/** Where sales are taxed by value outside of the EU, and by which number sellers are known there. */
const NUMBERS_OUTSIDE_EU: Record<string, string> = {
  ...{ AU: 'abn', GB: 'vat', IN: 'gstin', IS: 'vsk', MC: 'tva', MX: 'rfc', NO: 'mva', NZ: 'ird', RS: 'pib' },
  ...{ TH: 'tin', TR: 'vkn', UA: 'edrpou', ZA: 'vat' },
};
/** In the EU, and in what is left of it in the United Kingdom, the number begins with the country. */
const WITHOUT_PREFIX = new Set(['AD', 'CH']);
const GREECE = { code: 'GR', prefix: 'EL' };
/** A number for those who have no social security number: 9, and 50–65, 70–88, 90–92 or 94–99 in the middle. */
const US_ITIN = /^9\d{2}(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/;
const UNKNOWN_FORM = /^[\p{L}\p{N}]{4,30}$/u;
const SHOWN_DIGITS = 4;

export const TAX_FORM_KINDS = ['w9', 'w8ben', 'w8bene', 'other'] as const;
export type TaxFormKind = (typeof TAX_FORM_KINDS)[number];

export const TREATMENT_KINDS = ['none', 'reverse_charge', 'small_business', 'rate'] as const;
export type TreatmentKind = (typeof TREATMENT_KINDS)[number];

/**
 * A VAT id in the one form in which it is kept, with the country before it in the EU; null when it cannot be one.
 * Where the form of a country is not known, anything that looks like a number is taken.
 */
export function canonicalVatId(country: string, text: string): string | null {
  const validators = vatValidators(country);
  const compact = compactNumber(text);
  if (!validators) return UNKNOWN_FORM.test(compact) ? compact : null;
  for (const validator of validators) {
    const checked = validated(validator, compact);
    if (checked) return prefixOf(country) + checked;
  }
  return null;
}

/** The number in its compact form; null for what is none, also where the library takes it for granted and throws. */
function validated(validator: Validator, text: string): string | null {
  try {
    const checked = validator.validate(text);
    return checked.isValid ? checked.compact : null;
  } catch {
    return null;
  }
}

function vatValidators(country: string) {
  const known = NUMBERS_OUTSIDE_EU[country];
  const own = known ? stdnum[country]?.[known] : undefined;
  return own ? [own] : euVat[country];
}

function prefixOf(country: string): string {
  if (country === 'GB') return country;
  if (!euVat[country] || WITHOUT_PREFIX.has(country)) return '';
  return country === GREECE.code ? GREECE.prefix : country;
}

/** Whether it can be a tax number of the country, of a person or a business; see `canonicalVatId`. */
export function isTaxNumber(country: string, text: string): boolean {
  const validators = [...(personValidators[country] ?? []), ...(entityValidators[country] ?? [])];
  if (validators.length === 0) return UNKNOWN_FORM.test(compactNumber(text));
  const compact = compactNumber(text);
  if (country === 'US' && US_ITIN.test(compact)) return true;
  return validators.some((validator) => validated(validator, compact) !== null);
}

/** Upper case, without blanks, points, dashes and slashes. */
export function compactNumber(text: string): string {
  return text.replace(/[\s./-]/g, '').toUpperCase();
}

/** Its last four characters, or half of a short one. */
export function maskNumber(number: string): string {
  return `•••• ${number.slice(-Math.min(SHOWN_DIGITS, Math.floor(number.length / 2)))}`;
}

const SIGNATURES: [string, number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is by its first bytes, whatever it calls itself: PDF, JPEG or PNG; null for anything else. */
export function contentTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([, signature]) =>
    signature.every((byte, position) => bytes[position] === byte),
  );
  return found?.[0] ?? null;
}
