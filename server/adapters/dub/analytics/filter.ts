import type { Actor } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { notFound } from '../../../core/problem.ts';
import { type FactFilter, type FactKind, findLinkByAddress } from '../../../tracking/index.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { getCustomer } from '../customers/describe-customer.ts';
import { getPartner } from '../find-partner.ts';
import { fromWireId } from '../wire-ids.ts';
import type { Period } from './period.ts';
import type { Narrowing } from './schema.ts';

const KINDS = {
  clicks: ['click'],
  leads: ['lead'],
  sales: ['sale'],
  composite: ['click', 'lead', 'sale'],
} as const satisfies Record<string, readonly FactKind[]>;

/** What a caller asks for, in the words of the tracking room. @throws Problem 404 for a partner or link. */
export async function toFactFilter(
  actor: Actor,
  config: Config,
  query: Narrowing & { event: keyof typeof KINDS },
  { from, to }: Period,
): Promise<FactFilter> {
  const { workspaceId } = actor;
  const hasPartner = query.partnerId || query.tenantId;
  return {
    from,
    to,
    kinds: KINDS[query.event],
    currency: (await findWorkspace(workspaceId))?.currency ?? '',
    affiliateIds: hasPartner ? [(await getPartner(workspaceId, query)).id] : undefined,
    linkIds: await linkIdsOf(workspaceId, config, query),
    customerId: query.customerId && (await getCustomer(workspaceId, query.customerId)).id,
    countries: query.country,
    devices: query.device?.map((name) => name.toLowerCase()),
    browsers: query.browser,
    os: query.os,
    referrerHosts: query.referer,
    isFirstSale: query.saleType && query.saleType === 'new',
  };
}

async function linkIdsOf(
  workspaceId: string,
  { publicUrl }: Config,
  { linkId, domain, key }: Narrowing,
): Promise<string[] | undefined> {
  if (linkId) return linkId.map((id) => fromWireId('link', id));
  if (!key) return undefined;
  const isOwn = !domain || domain === new URL(publicUrl).host;
  const link = await findLinkByAddress(isOwn ? '' : domain, key.toLowerCase(), workspaceId);
  if (!link) throw notFound('link');
  return [link.id];
}
