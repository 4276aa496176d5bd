import { isCurrency } from './numbers.ts';

/** Plain words of a header or file name: `Sign-up Date` and `signupDate` are `sign up date` and `signup date`. */
export function plainWords(name: string): string {
  return name
    .normalize('NFC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Words without the spaces between them, so that `sign up date` and `signup_date` are the same. */
export function squeezed(name: string): string {
  return plainWords(name).replaceAll(' ', '');
}

/** A currency that a header ends with, as in `refund_amount_usd` or `Amount (EUR)`; null when it names none. */
export function currencyOfHeader(header: string): string | null {
  const words = plainWords(header).split(' ');
  const last = words.at(-1)?.toUpperCase() ?? '';
  return words.length > 1 && isCurrency(last) ? last : null;
}

/** The header without that currency. */
export function withoutCurrency(header: string): string {
  return currencyOfHeader(header) ? plainWords(header).replace(/ \S+$/, '') : plainWords(header);
}

/**
 * Whether a file name tells of a thing by one of these words: `ravenstack_support_tickets (2).csv` of `tickets`.
 * @returns the length of the longest words found, 0 for none: the longer, the surer.
 */
export function fileNameMatch(fileName: string, aliases: readonly string[]): number {
  const name = ` ${plainWords(fileName.replace(/\.[a-z0-9]+$/i, ''))} `;
  let longest = 0;
  for (const alias of aliases) {
    if (name.includes(` ${alias} `) || name.replaceAll(' ', '') === alias.replaceAll(' ', '')) {
      longest = Math.max(longest, alias.length);
    }
  }
  return longest;
}
