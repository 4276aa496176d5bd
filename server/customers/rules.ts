import { invalidField } from '../core/problem.ts';

const MAX_TEXT = 500;
const MAX_ID = 200;
const MAX_INTEGER = 2_147_483_647;
const COMBINING_ACCENTS = /[\u0300-\u036f]/g;
const LETTER_DIGITS = 3;

export const STAGES = ['lead', 'trial', 'customer', 'churned'] as const;
export type Stage = (typeof STAGES)[number];

export const STAKEHOLDER_ROLES = ['champion', 'influencer', 'decision_maker', 'user', 'blocker'] as const;
export type StakeholderRole = (typeof STAKEHOLDER_ROLES)[number];

export const HEALTH_BANDS = ['good', 'average', 'poor', 'not_scored'] as const;
export type HealthBand = (typeof HEALTH_BANDS)[number];

/**
 * A name as it is sorted and searched: lower case, without accents, one space between words. Each other letter
 * becomes three digits of its own, so that a trigram index knows Thai as well, whatever the server's locale is.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING_ACCENTS, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\x20-\x7e]/gu, (letter) =>
      (letter.codePointAt(0) ?? 0).toString(36).padStart(LETTER_DIGITS, '0'),
    );
}

/** Trimmed and storable; empty is absent. Text that only describes is cut at 500 characters. */
export function cleanText(text: string | null | undefined): string | undefined {
  const clean = text?.toWellFormed().replaceAll('\0', '').trim().slice(0, MAX_TEXT).toWellFormed();
  return clean || undefined;
}

/** An identifier is never cut. @throws Problem 422 when it is too long to be kept. */
export function cleanId(field: string, text: string | null | undefined): string | undefined {
  const clean = text?.toWellFormed().replaceAll('\0', '').trim();
  if (clean && clean.length > MAX_ID) throw invalidField(field, `must have ${MAX_ID} characters or fewer`);
  return clean || undefined;
}

/** `https://www.Acme.com/about` and `@acme.com` are both `acme.com`. */
export function cleanDomain(text: string | null | undefined): string | undefined {
  const bare = cleanText(text)
    ?.toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^@|^www\./, '')
    .replace(/[/:?#].*$/, '');
  return cleanId('domain', bare);
}

/** Two-letter codes are upper case, other names of countries stay as they are. */
export function cleanCountry(text: string | null | undefined): string | undefined {
  const clean = cleanText(text);
  return clean?.length === 2 ? clean.toUpperCase() : clean;
}

/** Channels are compared across sources, so their case does not count. */
export function cleanChannel(text: string | null | undefined): string | undefined {
  return cleanText(text)?.toLowerCase();
}

/** @throws Problem 422 when the text cannot be an address. */
export function cleanEmail(text: string | null | undefined): string | undefined {
  const clean = cleanId('email', text)?.toLowerCase();
  if (clean && !/^[^\s@]+@[^\s@]+$/.test(clean)) throw invalidField('email', 'is not an e-mail address');
  return clean;
}

/** @throws Problem 422 when it is not a count. */
export function cleanCount(field: string, count: number | null | undefined): number | undefined {
  if (count === null || count === undefined) return undefined;
  const whole = Math.round(count);
  if (!(whole >= 0 && whole <= MAX_INTEGER)) throw invalidField(field, 'must be a count from zero up');
  return whole;
}

/** @throws Problem 422 when it is not a moment in time. */
export function cleanTime(field: string, at: Date | null | undefined): Date | undefined {
  if (at === null || at === undefined) return undefined;
  if (Number.isNaN(at.getTime())) throw invalidField(field, 'is not a point in time');
  return at;
}

/** JSON that PostgreSQL can hold: without zero characters and half surrogate pairs, in keys as well. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') return part.toWellFormed().replaceAll('\0', '');
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    if (!Object.keys(part).some((key) => key.includes('\0') || !key.isWellFormed())) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, held]) => [key.toWellFormed().replaceAll('\0', ''), held]),
    );
  });
}
