/** How long an IBAN is, by the countries of SEPA. Source: the SWIFT IBAN registry and the EPC's list of countries. */
const IBAN_LENGTHS: Record<string, number> = {
  ...{ AD: 24, AL: 28, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24 },
  ...{ FI: 18, FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20 },
  ...{ LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24 },
  ...{ RS: 22, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
};

/** In which currencies PayPal pays out. Source: PayPal's list of currencies for payouts. */
const PAYPAL_CURRENCIES = new Set([
  ...['AUD', 'BRL', 'CAD', 'CHF', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'JPY', 'MXN', 'MYR'],
  ...['NOK', 'NZD', 'PHP', 'PLN', 'SEK', 'SGD', 'THB', 'TWD', 'USD'],
]);

const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const SHOWN_DIGITS = 4;

export const METHOD_KINDS = ['paypal', 'bank', 'wise'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** Upper case, without blanks. */
export function compactAccount(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** ISO 13616: the length of its country, and 1 as the remainder by 97 of its digits. */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false;
  if (iban.length !== IBAN_LENGTHS[iban.slice(0, 2)]) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))]
    .map((character) => Number.parseInt(character, 36).toString())
    .join('');
  return BigInt(digits) % 97n === 1n;
}

/** ISO 9362, eight or eleven characters. */
export function isBic(bic: string): boolean {
  return BIC.test(bic);
}

/** Its country and its last four characters. */
export function maskAccount(account: string): string {
  return `${account.slice(0, 2)} •••• ${account.slice(-SHOWN_DIGITS)}`;
}

/** Whether money in this currency can be sent in this way: accounts in SEPA take euros. */
export function servesCurrency(
  method: { kind: MethodKind; sealedAccount: string | null },
  currency: string,
): boolean {
  if (method.kind === 'paypal') return PAYPAL_CURRENCIES.has(currency);
  return method.sealedAccount === null || currency === 'EUR';
}
