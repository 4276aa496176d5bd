import { countClicksAndLeads } from '../tracking/index.ts';
import { saleOf } from './plans/replay-sale.ts';
import { type Earning, earn, keptAmount, keptParts } from './rules.ts';
import { listAwards } from './store/awards.ts';
import { type BookedCommission, eachBookedCommission } from './store/booked.ts';
import { listVersions } from './store/plans.ts';
import { listOverRecovered } from './store/recoveries.ts';
import { sumSales } from './store/sums.ts';
import { listBrokenEntries } from './store/verification.ts';

/** A place where the books and the rules differ; amounts in the currency's minor units. */
interface LedgerDifference {
  code:
    | 'entry_unbalanced'
    | 'sale_count'
    | 'amount'
    | 'release'
    | 'evaluation'
    | 'kept'
    | 'waiting'
    | 'overpaid'
    | 'recovered';
  /** A ledger entry for `entry_unbalanced`, an affiliate for `sale_count` and `recovered`, else a commission. */
  id: string;
  expected: number | string;
  actual: number | string;
}

export interface LedgerVerification {
  commissions: number;
  awards: number;
  entries: number;
  differences: LedgerDifference[];
}

/**
 * Recomputes every commission from its sale, the plan version it was booked under, its refunds, its decision and its credit,
 * and every award from what was granted and taken back, and compares that with the lines in the ledger; counts whether every sale with credit has one, and
 * that no more came in than was asked back. Reads only.
 */
export async function verifyLedger(workspaceId: string): Promise<LedgerVerification> {
  const versions = new Map(
    (await listVersions(workspaceId, null)).map((row) => [`${row.planId}:${row.version}`, row]),
  );
  const { entries, broken } = await listBrokenEntries(workspaceId);
  const differences: LedgerDifference[] = broken.map(({ id, sum }) => ({
    code: 'entry_unbalanced',
    id,
    expected: 0,
    actual: sum,
  }));
  differences.push(...(await compareSaleCounts(workspaceId)));
  for (const { affiliateId: id, amountMinor: actual } of await listOverRecovered(workspaceId))
    differences.push({ code: 'recovered', id, expected: 0, actual });
  let commissions = 0;
  for await (const booked of eachBookedCommission(workspaceId)) {
    commissions += 1;
    const terms = versions.get(`${booked.planId}:${booked.planVersion}`) ?? null;
    const earning = earn(saleOf(booked), terms, booked);
    differences.push(...differencesOf(booked, earning));
  }
  const awards = await listAwards(workspaceId);
  for (const { id, earnedMinor: actual, ...facts } of awards) {
    const expected = keptAmount(facts);
    if (expected !== actual) differences.push({ code: 'kept', id, expected, actual });
  }
  return { commissions, awards: awards.length, entries, differences };
}

/** The credited sales that tracking knows against those that are booked, affiliate by affiliate. */
async function compareSaleCounts(workspaceId: string): Promise<LedgerDifference[]> {
  const known = await countClicksAndLeads(workspaceId, null);
  const booked = new Map<string, number>();
  for (const { affiliateId, saleCount } of await sumSales(workspaceId, null)) {
    booked.set(affiliateId, (booked.get(affiliateId) ?? 0) + saleCount);
  }
  return known.flatMap(({ affiliateId: id, sales: expected }) => {
    const actual = booked.get(id) ?? 0;
    return expected === actual ? [] : [{ code: 'sale_count', id, expected, actual }];
  });
}

function differencesOf(booked: BookedCommission, earning: Earning): LedgerDifference[] {
  const { amountMinor, releaseAt, waitingBasisPoints, evaluateAt } = earning;
  const kept = keptParts({ ...booked, amountMinor, waitingBasisPoints });
  const checks: [LedgerDifference['code'], number | string, number | string][] = [
    ['amount', amountMinor, booked.amountMinor],
    ['release', releaseAt.toISOString(), booked.releaseAt.toISOString()],
    ['evaluation', evaluateAt?.toISOString() ?? '', booked.evaluateAt?.toISOString() ?? ''],
    ['kept', kept.earnedMinor, booked.earnedMinor],
    ['waiting', kept.waitingMinor, booked.waitingMinor],
  ];
  // What was kept at the time of a payout was never more than the whole.
  const { greatestMinor, paidMinor } = booked;
  if (paidMinor > greatestMinor) checks.push(['overpaid', greatestMinor, paidMinor]);
  return checks
    .filter(([, expected, actual]) => expected !== actual)
    .map(([code, expected, actual]) => ({ code, id: booked.id, expected, actual }));
}
