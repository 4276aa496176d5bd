import { type Affiliate, listAffiliates, listOffers } from '../../../affiliates/index.ts';
import type { Config } from '../../../core/config.ts';
import { addressOf, type LinkRow, type LinkSums, sumLinks } from '../../../tracking/index.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { toWireId } from '../wire-ids.ts';

/** A link as a lead's answer names it. */
export interface NamedLink {
  id: string;
  domain: string;
  key: string;
  shortLink: string;
  url: string;
  partnerId: string;
  programId: string;
  tenantId: string | null;
  externalId: null;
}

/** A link as a partner's answer lists it. */
export interface PartnerLink extends Pick<NamedLink, 'id' | 'domain' | 'key' | 'shortLink' | 'url'> {
  clicks: number;
  leads: number;
  conversions: number;
  sales: number;
  saleAmount: number;
}

export async function describeLink(workspaceId: string, config: Config, link: LinkRow): Promise<NamedLink> {
  const [named] = await nameLinks(workspaceId, config, [link]);
  if (!named) throw new Error('a link has no description');
  return named;
}

/** Links with their figures, as lists and single answers give them whole. */
export async function describeLinks(workspaceId: string, config: Config, links: LinkRow[]) {
  const named = await nameLinks(workspaceId, config, links);
  const sums = await readSums(workspaceId, links);
  return named.map((name, index) => {
    const link = links[index];
    if (!link) throw new Error('a name has no link');
    return { ...EMPTY, ...name, ...figuresOf(sums.get(link.id)), ...stateOf(workspaceId, config, link) };
  });
}

export async function describePartnerLinks(
  workspaceId: string,
  config: Config,
  links: LinkRow[],
): Promise<PartnerLink[]> {
  const named = await nameLinks(workspaceId, config, links);
  const sums = await readSums(workspaceId, links);
  return named.map(({ id, domain, key, shortLink, url }, index) => ({
    ...{ id, domain, key, shortLink, url },
    ...figuresOf(sums.get(links[index]?.id ?? '')),
  }));
}

async function nameLinks(workspaceId: string, config: Config, links: LinkRow[]): Promise<NamedLink[]> {
  const ids = [...new Set(links.map(({ affiliateId }) => affiliateId))];
  const affiliates = new Map<string, Affiliate>();
  for (const affiliate of await listAffiliates(workspaceId, ids)) affiliates.set(affiliate.id, affiliate);
  const offers = new Map((await listOffers(workspaceId)).map((offer) => [offer.id, offer]));
  return links.map((link) => ({
    id: toWireId('link', link.id),
    domain: link.domain || new URL(config.publicUrl).host,
    key: link.key,
    shortLink: addressOf(config.publicUrl, link),
    url: link.destinationUrl ?? offers.get(link.offerId)?.destinationUrl ?? '',
    partnerId: toWireId('affiliate', link.affiliateId),
    programId: toWireId('offer', link.offerId),
    tenantId: affiliates.get(link.affiliateId)?.externalId ?? null,
    externalId: null,
  }));
}

async function readSums(workspaceId: string, links: LinkRow[]): Promise<Map<string, LinkSums>> {
  const workspace = await findWorkspace(workspaceId);
  const ids = links.map(({ id }) => id);
  const sums = await sumLinks(workspaceId, ids, workspace?.currency ?? '');
  return new Map(sums.map((sum) => [sum.linkId, sum]));
}

function figuresOf(sums: LinkSums | undefined) {
  const { clicks = 0, leads = 0, customers = 0, sales = 0, saleAmountMinor = 0 } = sums ?? {};
  return { clicks, leads, conversions: customers, sales, saleAmount: saleAmountMinor };
}

function stateOf(workspaceId: string, config: Config, link: LinkRow) {
  const isArchived = link.status === 'archived';
  return {
    trackConversion: true,
    archived: isArchived,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    qrCode: `${config.publicUrl}/api/v1/links/${link.id}/qr.png`,
    workspaceId: toWireId('workspace', workspaceId),
    projectId: toWireId('workspace', workspaceId),
    createdAt: link.createdAt.toISOString(),
    updatedAt: link.createdAt.toISOString(),
  };
}

/** What the SDK requires of a link and this program does not keep. */
const EMPTY = {
  expiredUrl: null,
  disabledAt: null,
  password: null,
  proxy: false,
  title: null,
  description: null,
  image: null,
  video: null,
  rewrite: false,
  doIndex: false,
  ios: null,
  android: null,
  geo: null,
  publicStats: false,
  tags: [],
  folderId: null,
  comments: null,
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_term: null,
  utm_content: null,
  testVariants: null,
  testStartedAt: null,
  testCompletedAt: null,
  userId: null,
  lastClicked: null,
  tagId: null,
  webhookIds: [],
} as const;
