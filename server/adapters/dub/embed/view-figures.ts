import { findAffiliate } from '../../../affiliates/index.ts';
import { listBalances } from '../../../commissions/index.ts';
import type { Config } from '../../../core/config.ts';
import { listLinksOf } from '../../../tracking/index.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { describePartnerLinks, type PartnerLink } from '../links/describe-link.ts';
import { readToken } from './token.ts';

/** What an affiliate sees of themselves within the seller's product. */
export interface EmbeddedFigures {
  company: string;
  /** While staff has not decided there are no links. */
  isWaiting: boolean;
  currency: string;
  links: PartnerLink[];
  balances: Awaited<ReturnType<typeof listBalances>>;
}

/** The figures that a token shows; null when it shows none, or no longer. */
export async function viewFigures(config: Config, token: string, now: Date): Promise<EmbeddedFigures | null> {
  const bearer = readToken(token, now);
  if (!bearer) return null;
  const { workspaceId, affiliateId } = bearer;
  const workspace = await findWorkspace(workspaceId);
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  if (!workspace || !affiliate || !['active', 'pending'].includes(affiliate.status)) return null;
  const links = (await listLinksOf(workspaceId, affiliateId)).filter(({ status }) => status === 'active');
  return {
    company: workspace.name,
    isWaiting: affiliate.status === 'pending',
    currency: workspace.currency,
    links: await describePartnerLinks(workspaceId, config, links),
    balances: await listBalances(workspaceId, [affiliateId], now),
  };
}
