import { type Affiliate, listAffiliates } from '../affiliates/index.ts';
import { listPayableEntries } from '../commissions/index.ts';
import { type MethodKind, servesCurrency } from './methods/rules.ts';
import { type Claim, claimsOf, neededAmount, type WaitReason, waitReason } from './rules.ts';
import { listGroupMinimums } from './store/group-terms.ts';
import { listLockedEntries } from './store/lines.ts';
import { type MethodRow, mapMethods } from './store/methods.ts';
import { listMinimums } from './store/minimums.ts';
import { listOpenRequests, listOwnMinimums } from './store/timing.ts';
import { minimumOf, type TermsOf } from './timing/rules.ts';

export interface OpenClaim extends Claim {
  affiliateName: string;
  method: MethodKind;
  /** Null: PayPal by the e-mail address on record. */
  methodId: string | null;
  recipient: string;
  hasOwnPayoutEmail: boolean;
  /** The group that the affiliate is in. */
  groupId: string | null;
  /** Of the group, else the company's. */
  minimumMinor: number;
  minimumOf: TermsOf;
  companyMinimumMinor: number;
  requestedAt: Date | null;
  waitsBecause: WaitReason | null;
}

/** Everybody with something payable that stands in no payout, the largest claim first. */
export async function listOpenClaims(
  workspaceId: string,
  now: Date,
  currency?: string,
): Promise<OpenClaim[]> {
  const claims = await claimsOutsidePayouts(workspaceId, now, { currency });
  const affiliateIds = [...new Set(claims.map((claim) => claim.affiliateId))];
  const affiliates = new Map(
    (await listAffiliates(workspaceId, affiliateIds)).map((affiliate) => [affiliate.id, affiliate]),
  );
  const methods = await mapMethods(workspaceId, affiliateIds);
  const minimums = new Map(
    (await listMinimums(workspaceId)).map((minimum) => [minimum.currency, minimum.amountMinor]),
  );
  const groupMinimums = new Map(
    (await listGroupMinimums(workspaceId)).map((row) => [`${row.groupId} ${row.currency}`, row.amountMinor]),
  );
  const keyOf = (row: { affiliateId: string; currency: string }) => `${row.affiliateId} ${row.currency}`;
  const own = new Map((await listOwnMinimums(workspaceId, affiliateIds)).map((row) => [keyOf(row), row]));
  const asked = new Map((await listOpenRequests(workspaceId, affiliateIds)).map((row) => [keyOf(row), row]));
  return claims.map((claim) => {
    const affiliate = affiliates.get(claim.affiliateId);
    return withAffiliate(claim, {
      affiliate,
      method: methods.get(claim.affiliateId),
      companyMinor: minimums.get(claim.currency),
      groupMinor: groupMinimums.get(`${affiliate?.groupId} ${claim.currency}`),
      ownMinimumMinor: own.get(keyOf(claim))?.amountMinor ?? 0,
      requestedAt: asked.get(keyOf(claim))?.requestedAt ?? null,
    });
  });
}

/** What is payable by the ledger, less what a living payout has locked; of one currency or affiliate, or of all. */
export async function claimsOutsidePayouts(
  workspaceId: string,
  now: Date,
  which: { currency?: string; affiliateId?: string } = {},
): Promise<Claim[]> {
  const entries = await listPayableEntries(workspaceId, which, now);
  const locked = await listLockedEntries(
    workspaceId,
    entries.map((entry) => entry.entryId),
  );
  return claimsOf(entries.filter((entry) => !locked.has(entry.entryId)));
}

interface Claimant {
  affiliate: Affiliate | undefined;
  method: MethodRow | undefined;
  companyMinor: number | undefined;
  groupMinor: number | undefined;
  ownMinimumMinor: number;
  requestedAt: Date | null;
}

function withAffiliate(claim: Claim, { affiliate, method, ...own }: Claimant): OpenClaim {
  const { amountMinor: minimumMinor, of } = minimumOf(own.companyMinor, own.groupMinor);
  const isActive = affiliate?.status === 'active';
  const hasMethod = !method || servesCurrency(method, claim.currency);
  const neededMinor = neededAmount(minimumMinor, own.ownMinimumMinor, own.requestedAt !== null);
  return {
    ...claim,
    affiliateName: affiliate?.name ?? claim.affiliateId,
    method: method?.kind ?? 'paypal',
    methodId: method?.id ?? null,
    recipient: method?.recipient ?? affiliate?.payoutEmail ?? affiliate?.email ?? '',
    hasOwnPayoutEmail: Boolean(method ?? affiliate?.payoutEmail),
    groupId: affiliate?.groupId ?? null,
    ...{ minimumMinor, minimumOf: of, companyMinimumMinor: own.companyMinor ?? 0 },
    requestedAt: own.requestedAt,
    waitsBecause: waitReason(claim.amountMinor, { isActive, hasMethod }, neededMinor),
  };
}
