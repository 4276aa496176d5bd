import { type Affiliate, findAffiliate, findAffiliateByEmail } from '../../affiliates/index.ts';
import { findLinkByAddress } from '../../tracking/index.ts';
import type { Takeover } from '../schema.ts';
import { findItem } from '../store.ts';
import { codeOf, keyOf } from './codes.ts';

interface NamesOwner {
  affiliateId?: string;
  affiliateEmail?: string;
  code?: string;
}

/** Whose record it is: by the platform's id, the e-mail address, or a code that is theirs here. */
export async function findOwner(
  workspaceId: string,
  { platform }: Takeover,
  { affiliateId, affiliateEmail, code }: NamesOwner,
): Promise<Affiliate | null> {
  const item = affiliateId
    ? await findItem(workspaceId, platform, { kind: 'affiliate', sourceId: affiliateId })
    : null;
  if (item) return findAffiliate(workspaceId, item.objectId);
  const byEmail = affiliateEmail ? await findAffiliateByEmail(workspaceId, affiliateEmail) : null;
  if (byEmail) return byEmail;
  const key = keyOf(codeOf(code) ?? '');
  const link = key ? await findLinkByAddress('', key, workspaceId) : null;
  return link && findAffiliate(workspaceId, link.affiliateId);
}
