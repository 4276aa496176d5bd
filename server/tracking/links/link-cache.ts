import { type FriendDiscount, findAffiliate, getOffer } from '../../affiliates/index.ts';
import { announce, onAnnouncement } from '../../core/announce.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { type LiveCap, openCaps } from '../caps/live-caps.ts';
import { LinkKey, type LinkTarget } from '../schema/link.ts';
import { findOfferCaps } from '../store/caps.ts';
import { listServedDomains } from '../store/domains.ts';
import { findLinkByAddress } from '../store/links.ts';
import { type Destination, parseDestination } from './address.ts';
import { withUtm } from './utm.ts';

const LINKS_CHANGED = 'tracking.links-changed';
const MAX_CACHED = 100_000;
/** What no announcement tells of (a workspace's time zone) is seen after this long. */
const MAX_AGE_MS = 60_000;

/** A link as the redirect needs it: everything is here, so that a click reads nothing from the database. */
export interface LiveLink {
  workspaceId: string;
  id: string;
  affiliateId: string;
  offerId: string;
  affiliateName: string;
  destination: Destination;
  /** Another page of the offer, with the parameters of its template. */
  leadTo(address: string): Destination;
  targets: LiveTarget[];
  appendsDubId: boolean;
  expiresAt: Date | null;
  /** Where it leads from then on. */
  expiredUrl: string | null;
  /** The offer's own page. */
  offerUrl: string;
  /** How many clicks may still count: of the link, of its affiliate in the offer, and of the offer. */
  caps: LiveCap[];
  windowDays: number;
  /** What whoever follows it gets. */
  friendDiscount: FriendDiscount | null;
  /** Null asks for no password. */
  passwordHash: string | null;
  /** Hosts of pages that may report visits of the offer. */
  allowedHosts: ReadonlySet<string>;
  timeZone: string;
}

export interface LiveTarget extends LinkTarget {
  destination: Destination;
}

interface Entry {
  /** Null: there is no such link. */
  link: LiveLink | null;
  readAt: number;
}

const entries = new Map<string, Entry>();
const reading = new Map<string, Promise<LiveLink | null>>();
/** Who serves each host name. */
let domains: ReadonlyMap<string, string> = new Map();
/** Counts the announcements: what was read before the last one may be old. */
let generation = 0;

onAnnouncement(LINKS_CHANGED, forgetLinks);

/** Tells every running instance, once the transaction has committed, to read these links anew; all unless named. */
export async function announceLinks(addresses: string[] = []): Promise<void> {
  await announce(LINKS_CHANGED, addresses.join(' '));
}

/** What an announcement does here; also called by the act itself after its transaction. */
export function forgetLinks(addresses: string | null): void {
  generation++;
  reading.clear();
  if (!addresses) entries.clear();
  else for (const address of addresses.split(' ')) entries.delete(address);
  // What cannot be read now is read after the next announcement, which a returning connection makes.
  void readLinkDomains().catch(() => {});
}

/** How a link is known here. */
export function cacheKeyOf(link: { domain: string; key: string }): string {
  return `${link.domain}/${link.key}`;
}

/** The link at an address, from memory after its first use; null for none that is in use. It may have expired. */
export async function findLiveLink(domain: string, key: string, at: Date): Promise<LiveLink | null> {
  const lowerKey = key.toLowerCase();
  const address = cacheKeyOf({ domain, key: lowerKey });
  const entry = entries.get(address);
  const isFresh = entry && at.getTime() - entry.readAt < MAX_AGE_MS;
  if (!isFresh && !LinkKey.safeParse(key).success) return null;
  return isFresh ? entry.link : readOnce(address, domain, lowerKey, at);
}

export function hasExpired({ expiresAt }: LiveLink, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at;
}

function readOnce(address: string, domain: string, key: string, at: Date): Promise<LiveLink | null> {
  const known = reading.get(address);
  if (known) return known;
  const started = generation;
  const read = readLink(domain, key)
    .then((link) => {
      if (started === generation) keep(address, { link, readAt: at.getTime() });
      return link;
    })
    .finally(() => {
      if (reading.get(address) === read) reading.delete(address);
    });
  reading.set(address, read);
  return read;
}

async function readLink(domain: string, key: string): Promise<LiveLink | null> {
  const owner = domains.get(domain);
  if (domain !== '' && !owner) return null;
  const row = await findLinkByAddress(domain, key, owner);
  if (row?.status !== 'active') return null;
  const [offer, affiliate, workspace, offerCaps] = await Promise.all([
    getOffer(row.workspaceId, row.offerId),
    findAffiliate(row.workspaceId, row.affiliateId),
    findWorkspace(row.workspaceId),
    findOfferCaps(row.workspaceId, row.offerId, row.affiliateId),
  ]);
  const timeZone = workspace?.timeZone ?? 'UTC';
  const caps = await openCaps(row, timeZone, offerCaps);
  const names = { affiliate, offer, link: row };
  const leadTo = (address: string) => withUtm(parseDestination(address), offer.utmTemplate, names);
  return {
    workspaceId: row.workspaceId,
    id: row.id,
    affiliateId: row.affiliateId,
    offerId: row.offerId,
    affiliateName: affiliate?.name ?? '',
    leadTo,
    destination: leadTo(row.destinationUrl ?? offer.destinationUrl),
    targets: row.targets.map((target) => ({ ...target, destination: leadTo(target.url) })),
    appendsDubId: row.appendsDubId,
    expiresAt: row.expiresAt,
    expiredUrl: row.expiredUrl,
    offerUrl: offer.destinationUrl,
    caps,
    windowDays: offer.windowDays,
    friendDiscount: offer.friendDiscount,
    passwordHash: row.passwordHash,
    allowedHosts: new Set(offer.allowedHosts),
    timeZone,
  };
}

function keep(address: string, entry: Entry): void {
  entries.delete(address);
  entries.set(address, entry);
  for (const oldest of entries.keys()) {
    if (entries.size <= MAX_CACHED) return;
    entries.delete(oldest);
  }
}

/** Reads which host names are served. Call at start. */
export async function readLinkDomains(): Promise<void> {
  domains = await listServedDomains();
}

/** The host of a request as a link's `domain`: empty unless somebody serves it. */
export function domainOf(host: string | undefined): string {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  return domains.has(name) ? name : '';
}
