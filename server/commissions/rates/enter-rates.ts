import { type Actor, authorize } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emitAll } from '../../core/events.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { traitsOf } from '../plans/remembered-terms.ts';
import { redecideFrom } from '../redecide-commissions.ts';
import { listCommissionRows } from '../store/commissions.ts';
import { lockHistory } from '../store/past.ts';
import {
  deleteRate,
  findEnteredRate,
  listWaitingForRate,
  type NewRate,
  upsertRates,
  type WaitingSale,
} from '../store/rates.ts';
import type { RateLeg } from './convert.ts';
import { rateFinder } from './find-rates.ts';
import { readRateFile } from './read-rate-file.ts';
import type { PairOfDay, RateImport, RateInput, SavedRate } from './schema.ts';

const CAUSE = 'exchange_rates';

/** Enters a day's rate of a pair, or corrects it. What was booked keeps its rate; what waited for one is booked. */
export async function enterRate(actor: Actor, input: RateInput): Promise<SavedRate> {
  authorize(actor, 'rates.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await lockHistory(workspaceId);
    const before = await findEnteredRate(workspaceId, input);
    await upsertRates(workspaceId, [input], enteredBy(actor, 'typed'));
    const rate = await findEnteredRate(workspaceId, input);
    if (!rate) throw notFound('exchange_rate');
    await audit(actor, { action: 'rate.entered', ...objectOf(input), before, after: rate });
    return { ...rate, bookedCount: await bookWaiting(workspaceId) };
  });
}

/** Takes the rates of a file over, all or none. @throws Problem 422 for a line that cannot be read. */
export async function importRates(actor: Actor, csv: string): Promise<RateImport> {
  authorize(actor, 'rates.write');
  const { workspaceId } = actor;
  const rates = readRateFile(csv);
  const days = rates.map(({ day }) => day).toSorted();
  return inTransaction(async () => {
    await lockHistory(workspaceId);
    const changedCount = await upsertRates(workspaceId, lastOfDay(rates), enteredBy(actor, 'ecb_file'));
    const counted = {
      ...{ rateCount: rates.length, changedCount, firstDay: days[0] ?? '', lastDay: days.at(-1) ?? '' },
      bookedCount: await bookWaiting(workspaceId),
    };
    await audit(actor, {
      action: 'rates.imported',
      objectType: 'exchange_rate',
      objectId: 'EUR',
      after: counted,
    });
    return counted;
  });
}

/** Takes a rate away. What was booked with it stays. @throws Problem 404. */
export async function removeRate(actor: Actor, pair: PairOfDay): Promise<void> {
  authorize(actor, 'rates.write');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    await lockHistory(workspaceId);
    const before = await findEnteredRate(workspaceId, pair);
    if (!before) throw notFound('exchange_rate');
    await deleteRate(workspaceId, pair);
    await audit(actor, { action: 'rate.removed', ...objectOf(pair), before });
  });
}

function enteredBy({ id, now }: Actor, source: RateLeg['source']) {
  return { source, enteredBy: id, enteredAt: now };
}

function objectOf({ base, quote, day }: PairOfDay) {
  return { objectType: 'exchange_rate', objectId: `${base}/${quote}/${day}` };
}

/** A file that tells a day twice means the later line. */
function lastOfDay(rates: NewRate[]): NewRate[] {
  return [...new Map(rates.map((rate) => [`${rate.quote} ${rate.day}`, rate])).values()];
}

/**
 * Decides the sales anew that a rate is known for now, and those after them. Under the lock of bookings.
 * @returns how many had waited.
 */
async function bookWaiting(workspaceId: string): Promise<number> {
  const waiting = await listWaitingForRate(workspaceId);
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  const conversionOf = rateFinder(workspaceId, timeZone);
  const ready: WaitingSale[] = [];
  for (const sale of waiting) {
    const terms = { payIn: 'plan' as const, currency: sale.planCurrency };
    if (await conversionOf({ ...sale, facts: {} }, terms)) ready.push(sale);
  }
  const [first] = ready;
  if (!first) return 0;
  const { hasBudget } = await traitsOf(workspaceId);
  const affiliateIds = hasBudget ? null : [...new Set(ready.map(({ affiliateId }) => affiliateId))];
  await redecideFrom(workspaceId, first, { affiliateIds, customerId: null }, CAUSE);
  await tellOfBooked(workspaceId, ready);
  return ready.length;
}

async function tellOfBooked(workspaceId: string, ready: WaitingSale[]): Promise<void> {
  const booked = await listCommissionRows(
    workspaceId,
    ready.map(({ id }) => id),
    now(),
  );
  await emitAll(
    workspaceId,
    'commission.created',
    booked
      .filter(({ amountMinor }) => amountMinor > 0)
      .map(({ id: commissionId, affiliateId, needsApproval }) => ({
        commissionId,
        affiliateId,
        needsApproval,
      })),
  );
}
