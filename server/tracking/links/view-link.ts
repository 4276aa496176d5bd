import type { Link } from '../schema/link.ts';
import type { LinkRow } from '../store/links.ts';
import { addressOf } from './address.ts';

/** A link as the API shows it. */
export function viewLink(publicUrl: string, link: LinkRow): Link {
  return { ...link, domain: link.domain || null, url: addressOf(publicUrl, link) };
}
