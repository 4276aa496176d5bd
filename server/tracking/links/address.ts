import { randomInt } from 'node:crypto';

/** Without characters that are mistaken for each other in print. */
const KEY_ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const KEY_LENGTH = 7;

export function randomKey(): string {
  return Array.from({ length: KEY_LENGTH }, () => KEY_ALPHABET[randomInt(KEY_ALPHABET.length)]).join('');
}

/** The whole address that an affiliate shares. */
export function addressOf(publicUrl: string, link: { domain: string; key: string }): string {
  if (link.domain === '') return `${publicUrl}/r/${link.key}`;
  return `${new URL(publicUrl).protocol}//${link.domain}/${link.key}`;
}

/** Where the visitor goes: the destination with the visitor's own parameters, the click's id and the fragment. */
export function destinationOf(
  link: { destinationUrl: string; appendsDubId: boolean },
  query: URLSearchParams,
  clickId: string | null,
): string {
  const url = new URL(link.destinationUrl);
  // A visitor's parameter replaces the destination's of the same name; repeated ones stay repeated.
  for (const name of new Set(query.keys())) url.searchParams.delete(name);
  for (const [name, value] of query) url.searchParams.append(name, value);
  url.searchParams.delete('gw_click');
  if (!clickId) return url.href;
  url.searchParams.set('gw_click', clickId);
  if (link.appendsDubId) url.searchParams.set('dub_id', clickId);
  if (url.searchParams.get('dub_client_reference_id') === '1') {
    // Payment links take one reference of the seller's own.
    url.searchParams.delete('dub_client_reference_id');
    url.searchParams.set('client_reference_id', `dub_id_${clickId}`);
  }
  return url.href;
}
