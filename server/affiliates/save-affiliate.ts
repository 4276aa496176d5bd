import { inTransaction } from '../core/db.ts';
import { writeAffiliateOfAccount } from './change-status.ts';
import type { Affiliate, AffiliateInput } from './schema/affiliate.ts';
import { upsertAffiliate } from './store/affiliates.ts';

/**
 * Makes an affiliate, or completes the one with this e-mail; undefined fields never erase. For history that is
 * brought along: no mail, no event, no decision on record. A new one is pending unless the input says otherwise.
 */
export async function saveAffiliate(workspaceId: string, input: AffiliateInput): Promise<Affiliate> {
  return inTransaction(async () => {
    const affiliate = await upsertAffiliate(workspaceId, input);
    if (affiliate.accountId) await writeAffiliateOfAccount(workspaceId, affiliate.accountId);
    return affiliate;
  });
}
