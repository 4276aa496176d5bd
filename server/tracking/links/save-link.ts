import { findAffiliate, getOffer, type Offer } from '../../affiliates/index.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict, type FieldError, invalid, notFound } from '../../core/problem.ts';
import { type LinkTarget, NewLink, type TargetInput } from '../schema/link.ts';
import { findDomain } from '../store/domains.ts';
import {
  findLinkByAddress,
  findLinkByExternalId,
  findPlainLink,
  insertLink,
  type LinkColumns,
  type LinkRow,
  lockAddress,
} from '../store/links.ts';
import { randomKey } from './address.ts';
import { announceLinks, cacheKeyOf, forgetLinks } from './link-cache.ts';
import { hashPassword } from './password.ts';

const MAX_KEY_TRIES = 5;

type ParsedLink = ReturnType<typeof NewLink.parse>;

/**
 * An affiliate's link for an offer. Without a key or a destination of its own the plain link that is there is
 * given back; else a new one is made, with a short random key where none is wished for.
 * @throws Problem 404 (affiliate, offer), 409 `link_key_taken` or `domain_not_verified`, 422.
 */
export async function saveLink(workspaceId: string, input: NewLink): Promise<LinkRow> {
  const wanted = NewLink.parse(input);
  const link = await inTransaction(async () => {
    const offer = await getOffer(workspaceId, wanted.offerId);
    const affiliate = await findAffiliate(workspaceId, wanted.affiliateId);
    if (!affiliate) throw notFound('affiliate');
    refuseForeignDestinations(offer, wanted);
    return (await findKnownLink(workspaceId, wanted)) ?? makeLink(workspaceId, wanted);
  });
  forgetLinks(cacheKeyOf(link));
  return link;
}

/** The link that is there already. @throws Problem 409 `link_external_id_taken` when the id is another link's. */
export async function findKnownLink(workspaceId: string, wanted: ParsedLink): Promise<LinkRow | null> {
  const { affiliateId, offerId, externalId } = wanted;
  if (externalId) {
    const known = await findLinkByExternalId(workspaceId, externalId);
    const isSame = !known || (known.affiliateId === affiliateId && known.offerId === offerId);
    if (!isSame) throw conflict('link_external_id_taken', 'Another link has this external id.');
    return known;
  }
  const { key, domain, destinationUrl, expiresAt, password, clicksPerDay, clicksPerMonth } = wanted;
  const own = [key, domain, destinationUrl, expiresAt, password, clicksPerDay, clicksPerMonth];
  const isPlain = !own.some(Boolean) && !wanted.targets?.length;
  return isPlain ? findPlainLink(workspaceId, affiliateId, offerId) : null;
}

/** Deep links lead where the offer allows: nobody's link becomes an open redirect. */
export function refuseForeignDestinations(
  offer: Offer,
  wanted: { destinationUrl?: string | null; expiredUrl?: string | null; targets?: TargetInput[] },
): void {
  const places = [
    { path: 'destinationUrl', url: wanted.destinationUrl },
    { path: 'expiredUrl', url: wanted.expiredUrl },
    ...(wanted.targets ?? []).map(({ url }, index) => ({ path: `targets.${index}.url`, url })),
  ];
  const errors = places.flatMap(({ path, url }): FieldError[] =>
    !url || offer.allowedHosts.includes(new URL(url).hostname)
      ? []
      : [{ path, message: `must lead to ${offer.allowedHosts.join(' or ')}` }],
  );
  if (errors.length > 0) throw invalid(errors);
}

/** New targets get a short id, by which their clicks are told apart. */
export function withIds(targets: TargetInput[]): LinkTarget[] {
  return targets.map((target) => ({ ...target, id: target.id ?? randomKey() }));
}

async function makeLink(workspaceId: string, wanted: ParsedLink): Promise<LinkRow> {
  const domain = wanted.domain ?? '';
  const columns: Omit<LinkColumns, 'key'> = {
    affiliateId: wanted.affiliateId,
    offerId: wanted.offerId,
    domain,
    destinationUrl: wanted.destinationUrl ?? null,
    targets: withIds(wanted.targets ?? []),
    expiredUrl: wanted.expiredUrl ?? null,
    appendsDubId: wanted.appendsDubId ?? false,
    externalId: wanted.externalId ?? null,
    clicksPerDay: wanted.clicksPerDay ?? null,
    clicksPerMonth: wanted.clicksPerMonth ?? null,
    passwordHash: wanted.password ? await hashPassword(wanted.password) : null,
    expiresAt: wanted.expiresAt ?? null,
  };
  const key = wanted.key ?? (await freeKey(workspaceId, domain));
  await holdAddress(workspaceId, domain, key);
  const link = await insertLink(workspaceId, { ...columns, key });
  await announceLinks([cacheKeyOf(link)]);
  const { id: linkId, affiliateId, offerId } = link;
  await emit(workspaceId, 'link.created', { linkId, affiliateId, offerId, domain, key });
  return link;
}

async function freeKey(workspaceId: string, domain: string): Promise<string> {
  for (let tries = 0; tries < MAX_KEY_TRIES; tries++) {
    const key = randomKey();
    if (!(await findLinkByAddress(domain, key, domain === '' ? undefined : workspaceId))) return key;
  }
  throw conflict('link_key_taken', 'No short key is free.');
}

/** @throws Problem 409 */
export async function holdAddress(workspaceId: string, domain: string, key: string): Promise<void> {
  await lockAddress(domain, key);
  if (domain !== '') await refuseUnprovenDomain(workspaceId, domain);
  if (await findLinkByAddress(domain, key, domain === '' ? undefined : workspaceId))
    throw conflict('link_key_taken', 'This key is taken.');
}

async function refuseUnprovenDomain(workspaceId: string, domain: string): Promise<void> {
  const status = (await findDomain(workspaceId, domain))?.status ?? 'waiting';
  if (status === 'waiting')
    throw conflict('domain_not_verified', 'Add this domain, and prove in the DNS that it is yours, first.');
}
