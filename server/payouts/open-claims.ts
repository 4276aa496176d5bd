import { type Affiliate, listAffiliates } from '../affiliates/index.ts';
import { listPayableEntries } from '../commissions/index.ts';
import { type Claim, claimsOf, type WaitReason, waitReason } from './rules.ts';
import { listLockedEntries } from './store/lines.ts';
import { listMinimums } from './store/minimums.ts';

export interface OpenClaim extends Claim {
  affiliateName: string;
  recipient: string;
  hasOwnPayoutEmail: boolean;
  minimumMinor: number;
  waitsBecause: WaitReason | null;
}

/** Everybody with something payable that stands in no payout, the largest claim first. */
export async function listOpenClaims(
  workspaceId: string,
  now: Date,
  currency?: string,
): Promise<OpenClaim[]> {
  const claims = await claimsOutsidePayouts(workspaceId, now, currency);
  const affiliates = new Map(
    (await listAffiliates(workspaceId, [...new Set(claims.map((claim) => claim.affiliateId))])).map(
      (affiliate) => [affiliate.id, affiliate],
    ),
  );
  const minimums = new Map(
    (await listMinimums(workspaceId)).map((minimum) => [minimum.currency, minimum.amountMinor]),
  );
  return claims.map((claim) =>
    withAffiliate(claim, affiliates.get(claim.affiliateId), minimums.get(claim.currency) ?? 0),
  );
}

/** What is payable by the ledger, less what a living payout has locked. */
export async function claimsOutsidePayouts(
  workspaceId: string,
  now: Date,
  currency?: string,
): Promise<Claim[]> {
  const entries = await listPayableEntries(workspaceId, { currency }, now);
  const locked = await listLockedEntries(
    workspaceId,
    entries.map((entry) => entry.entryId),
  );
  return claimsOf(entries.filter((entry) => !locked.has(entry.entryId)));
}

function withAffiliate(claim: Claim, affiliate: Affiliate | undefined, minimumMinor: number): OpenClaim {
  return {
    ...claim,
    affiliateName: affiliate?.name ?? claim.affiliateId,
    recipient: affiliate?.payoutEmail ?? affiliate?.email ?? '',
    hasOwnPayoutEmail: Boolean(affiliate?.payoutEmail),
    minimumMinor,
    waitsBecause: waitReason(claim.amountMinor, { isActive: affiliate?.status === 'active' }, minimumMinor),
  };
}
