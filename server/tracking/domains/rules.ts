import type { DomainRow, DomainState } from '../store/domains.ts';

/** A name that was proven goes on this long without its proof: a mistake in the DNS must not stop sales at once. */
export const GRACE_MS = 3 * 86_400_000;

/** What one look into the DNS has found. */
export interface Finding {
  /** Null: the DNS did not answer, so nothing is known. */
  proof: 'found' | 'no_record' | 'other_token' | null;
  pointsHere: boolean | null;
}

/** Where a domain stands after a look. @param isTaken another workspace serves it, with proof. */
export function stateAfter(before: DomainRow, finding: Finding, isTaken: boolean, now: Date): DomainState {
  const { status, verifiedAt, brokenSince } = before;
  const seen = { checkedAt: now, pointsHere: finding.pointsHere ?? before.pointsHere };
  if (finding.proof === null)
    return { status, verifiedAt, brokenSince, problem: 'dns_unreachable' as const, ...seen };
  if (finding.proof === 'found' && isTaken)
    return { status: 'waiting', verifiedAt: null, brokenSince: null, problem: 'taken', ...seen };
  if (finding.proof === 'found')
    return {
      ...{ status: 'verified', problem: null, brokenSince: null },
      verifiedAt: status === 'waiting' ? now : verifiedAt,
      ...seen,
    };
  const since = brokenSince ?? now;
  const isLost = status === 'waiting' || now.getTime() - since.getTime() >= GRACE_MS;
  if (isLost)
    return { status: 'waiting', verifiedAt: null, brokenSince: null, problem: finding.proof, ...seen };
  return { status: 'broken', verifiedAt, brokenSince: since, problem: finding.proof, ...seen };
}
