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

/** A destination, taken apart once so that a click only puts it together. */
export interface Destination {
  /** Without query and fragment. */
  base: string;
  query: URLSearchParams;
  /** With its `#`, or empty. */
  fragment: string;
}

export function parseDestination(address: string): Destination {
  const url = new URL(address);
  const query = new URLSearchParams(url.searchParams);
  const fragment = url.hash;
  url.search = '';
  url.hash = '';
  return { base: url.href, query, fragment };
}

/** Where the visitor goes: the destination with the visitor's own parameters, the click's id and the fragment. */
export function destinationOf(
  link: { destination: Destination; appendsDubId: boolean },
  visitorQuery: URLSearchParams,
  clickId: string | null,
): string {
  const { base, query, fragment } = link.destination;
  const merged = new URLSearchParams(query);
  // A visitor's parameter replaces the destination's of the same name; repeated ones stay repeated.
  for (const name of new Set(visitorQuery.keys())) merged.delete(name);
  for (const [name, value] of visitorQuery) merged.append(name, value);
  merged.delete('gw_click');
  if (clickId) appendClick(merged, clickId, link.appendsDubId);
  return merged.size > 0 ? `${base}?${merged}${fragment}` : `${base}${fragment}`;
}

function appendClick(query: URLSearchParams, clickId: string, appendsDubId: boolean): void {
  query.append('gw_click', clickId);
  if (appendsDubId) query.set('dub_id', clickId);
  if (query.get('dub_client_reference_id') !== '1') return;
  // Payment links take one reference of the seller's own.
  query.delete('dub_client_reference_id');
  query.set('client_reference_id', `dub_id_${clickId}`);
}
