import { isDeepStrictEqual } from 'node:util';
import { subMonths } from 'date-fns/subMonths';
import { findAffiliate, listAffiliates } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn, monthAround } from '../../core/calendar.ts';
import { notFound } from '../../core/problem.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { replaySale } from '../plans/replay-sale.ts';
import { getPlan } from '../plans/save-plan.ts';
import { rateFinder } from '../rates/find-rates.ts';
import { keptParts } from '../rules.ts';
import { type BookedSaleRow, eachSaleInOrder } from '../store/booked.ts';
import { readPast } from '../store/past.ts';
import { listVersions } from '../store/plans.ts';
import { sayLimits } from './say-limits.ts';
import type { PlanSimulation, SimulatedAffiliate, SimulationRequest } from './schema.ts';
import { count, emptyTally, mostChanged, type ReplayedSale, type Sums } from './tally.ts';

/** Of many affiliates the screen gets so many at each end; the file gets them all. */
const SHOWN_EACH_WAY = 100;
/** Sales of a plan that is not saved yet share its budget under this name. */
const DRAFT = 'draft';
const EVERYBODY = { affiliateIds: null, customerId: null };

/**
 * Replays the real sales of the last months, in their order, under terms that nobody has saved, by the rules that book
 * commissions. Reads only. @throws Problem 404 for an unknown plan or affiliate.
 */
export async function simulatePlan(actor: Actor, request: SimulationRequest): Promise<PlanSimulation> {
  const simulation = await simulateInFull(actor, request);
  const { affiliates } = simulation;
  if (affiliates.length <= 2 * SHOWN_EACH_WAY) return simulation;
  const ends = [...affiliates.slice(0, SHOWN_EACH_WAY), ...affiliates.slice(-SHOWN_EACH_WAY)];
  return { ...simulation, affiliates: ends };
}

/** The same with every affiliate. */
export async function simulateInFull(actor: Actor, request: SimulationRequest): Promise<PlanSimulation> {
  authorize(actor, 'commissions.read');
  const { workspaceId, now: until, locale } = actor;
  const { planId, terms, months, affiliateId } = request;
  if (planId) await getPlan(workspaceId, planId, until);
  if (affiliateId && !(await findAffiliate(workspaceId, affiliateId))) throw notFound('affiliate');
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  const { from } = monthAround(subMonths(until, months - 1), timeZone);
  const start = { soldAt: from, saleExternalId: '', shareNumber: 0 };
  const past = await readPast(workspaceId, start, { ...EVERYBODY, planIds: null }, timeZone);
  const versions = new Map(
    (await listVersions(workspaceId, null)).map((row) => [`${row.planId}:${row.version}`, row]),
  );
  const conversionOf = rateFinder(workspaceId, timeZone);
  const tally = emptyTally();
  const met = { isDeclined: false, hasWaiting: false, lacksRate: false };
  for await (const booked of eachSaleInOrder(workspaceId, { ...EVERYBODY, from: start, until })) {
    const own = versions.get(`${booked.planId}:${booked.planVersion}`) ?? null;
    // Sales of other plans are replayed as they were: volumes and caps look back on them.
    if (planId && booked.planId !== planId) {
      replaySale(past, booked, own);
      continue;
    }
    const facts = { ...booked.facts, conversion: await conversionOf(booked, terms) };
    const { earning } = replaySale(past, { ...booked, facts, planId: planId ?? DRAFT }, terms);
    const outcome = isDeepStrictEqual(own?.success, terms.success) ? booked.outcome : null;
    const then = keptParts({ ...booked, ...earning, outcome });
    count(tally, replayedOf(booked, { ...then, currency: earning.currency }, timeZone), affiliateId);
    met.isDeclined ||= booked.isDeclined;
    met.lacksRate ||= earning.nothingBecause === 'no_rate';
    met.hasWaiting ||= then.waitingMinor > 0;
  }
  const affiliates = await withNames(workspaceId, [...tally.affiliates.values()]);
  return {
    from,
    until,
    sentence: planSentence(terms, locale),
    saleCount: tally.saleCount,
    totals: [...tally.totals.values()].map(withReturns),
    months: [...tally.months.values()],
    affiliates,
    gaining: affiliates.filter((row) => changeOf(row) > 0).length,
    losing: affiliates.filter((row) => changeOf(row) < 0).length,
    sales: mostChanged(tally.sales),
    limits: sayLimits(
      {
        ...met,
        needsApproval: terms.needsApproval,
        hasAlso: terms.also.length > 0,
        hasPlan: planId !== undefined,
      },
      locale,
    ),
  };
}

function replayedOf(
  booked: BookedSaleRow,
  then: { earnedMinor: number; waitingMinor: number; currency: string },
  timeZone: string,
): ReplayedSale {
  const { id: commissionId, affiliateId, saleExternalId, soldAt, currency } = booked;
  const {
    saleAmountMinor,
    creditedMinor,
    shareNumber,
    saleCurrency,
    refundedMinor,
    earnedMinor,
    waitingMinor,
  } = booked;
  return {
    ...{ commissionId, affiliateId, saleExternalId, soldAt, saleAmountMinor, saleCurrency, refundedMinor },
    ...{ creditedMinor, isWinner: shareNumber === 1 },
    month: dayIn(timeZone, soldAt).slice(0, 'YYYY-MM'.length),
    booked: { amountMinor: earnedMinor + waitingMinor, currency },
    simulated: { amountMinor: then.earnedMinor + then.waitingMinor, currency: then.currency },
    waitingMinor: then.waitingMinor,
  };
}

function withReturns(sums: Sums): PlanSimulation['totals'][number] {
  const per = (costMinor: number) => (costMinor > 0 ? sums.revenueMinor / costMinor : null);
  return { ...sums, nowReturn: per(sums.nowMinor), thenReturn: per(sums.thenMinor) };
}

async function withNames(workspaceId: string, rows: (Sums & { affiliateId: string })[]) {
  const ids = [...new Set(rows.map(({ affiliateId }) => affiliateId))];
  const names = new Map((await listAffiliates(workspaceId, ids)).map(({ id, name }) => [id, name]));
  return rows
    .map(
      (row): SimulatedAffiliate => ({ ...row, affiliateName: names.get(row.affiliateId) ?? row.affiliateId }),
    )
    .toSorted((one, other) => changeOf(other) - changeOf(one));
}

function changeOf({ nowMinor, thenMinor }: Pick<Sums, 'nowMinor' | 'thenMinor'>): number {
  return thenMinor - nowMinor;
}
