import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { momentOfClick } from '../clicks/click-id.ts';
import { type CustomerEvent, type Replay, replay } from '../replay.ts';
import type { ManualCredit, RegistrationTouch, Touch, Verdict } from '../rules.ts';
import {
  adoptVisitors,
  type CustomerRow,
  type DecidedEvent,
  listClicksOfCustomer,
  listDecidedEvents,
  listNamedClicks,
  lockCustomer,
  numberOfSale,
  writeBinding,
  writeDecision,
} from '../store/conversions.ts';
import { listRefunds } from '../store/refunds.ts';
import { getSaleRow } from '../store/sales.ts';
import { readStanding } from './affiliate-standing.ts';
import {
  couponOf,
  manualOf,
  recordedSinceOf,
  toDecisionColumns,
  toStoredShares,
  withBinding,
} from './decision-columns.ts';
import { readRecord } from './read-record.ts';
import { readRegistrations } from './read-registrations.ts';
import { type RulesInForce, readRules } from './rules-in-force.ts';
import { saleEvent } from './sale-event.ts';
import { tellAttributions } from './tell-attributions.ts';
import { tellRefund } from './tell-refund.ts';

/** An event that is decided otherwise than before. */
export interface ChangedDecision {
  event: DecidedEvent;
  verdict: Verdict;
}

/** Decides a customer's leads and sales anew, after clicks of theirs have come in late. */
export async function redecideCustomer(workspaceId: string, customerId: string): Promise<void> {
  await inTransaction(async () => {
    const before = await lockCustomer(workspaceId, customerId);
    if (!before) return;
    const events = await listDecidedEvents(workspaceId, customerId);
    const named = events.flatMap(({ clickId }) => {
      const at = clickId && momentOfClick(clickId);
      return clickId && at ? [{ id: clickId, at }] : [];
    });
    await adoptVisitors(workspaceId, customerId, [
      ...named,
      ...(await listNamedClicks(workspaceId, customerId)),
    ]);
    await redecideLocked(workspaceId, before);
  });
}

/**
 * The same for a customer who is locked.
 * @param given credits that a person gives now, by event.
 */
export async function redecideLocked(
  workspaceId: string,
  before: CustomerRow,
  given: ReadonlyMap<string, ManualCredit> = new Map(),
): Promise<void> {
  const rules = await readRules(workspaceId);
  await readRecord(workspaceId, [before], rules, now());
  const registrations = (await readRegistrations(workspaceId, [before])).get(before.id) ?? [];
  const { binding, changes } = await decideAnew(workspaceId, before, [], { ...rules, registrations }, given);
  const after = withBinding(before, binding);
  await writeBinding(workspaceId, after);
  await writeChanges(workspaceId, changes, now());
  await tellAttributions(workspaceId, [{ before, after }]);
}

/**
 * What every event of the customer comes to, with all that is known now.
 * @param added events that are not written yet.
 */
export async function decideAnew(
  workspaceId: string,
  customer: CustomerRow,
  added: readonly CustomerEvent[],
  { ruleAt, registrations }: RulesInForce & { registrations: readonly RegistrationTouch[] },
  given: ReadonlyMap<string, ManualCredit> = new Map(),
): Promise<Replay & { changes: ChangedDecision[] }> {
  const known = await listDecidedEvents(workspaceId, customer.id);
  const toEvent = (event: DecidedEvent): CustomerEvent => ({
    ...event,
    coupon: couponOf(event),
    manual: given.get(event.id) ?? manualOf(event),
  });
  const events = [...known.map(toEvent), ...added];
  const until = new Date(Math.max(0, ...events.map((event) => event.at.getTime())));
  const clicks = await listClicksOfCustomer(workspaceId, customer.id, until);
  const credited = new Set(
    known.flatMap(({ affiliateId, shares }) => [
      ...(affiliateId ? [affiliateId] : []),
      ...(shares ?? []).map((share) => share.affiliateId),
    ]),
  );
  const told = events.flatMap(({ coupon, manual }) => [coupon, manual]).filter((touch) => touch !== null);
  const touches: Touch[] = [...clicks, ...registrations, ...told];
  const { isActive } = await readStanding(
    workspaceId,
    touches.map((touch) => touch.affiliateId),
    credited,
  );
  const recordedSince = recordedSinceOf(customer);
  const decided = replay(events, { clicks, registrations, isActive, ruleAt, recordedSince });
  const changes = known.flatMap((event) => {
    const verdict = decided.verdicts.get(event.id);
    if (!verdict) return [];
    const isSame =
      winnerKey(verdict) === storedWinnerKey(event) && sharesKey(event, verdict) === sharesKey(event);
    return isSame ? [] : [{ event, verdict }];
  });
  return { ...decided, changes };
}

function winnerKey({ judged, reason }: Verdict): string {
  const winner = judged.find(({ isWinner }) => isWinner)?.touch;
  if (!winner) return 'nobody';
  return [reason, winner.affiliateId, winner.offerId, idOfTouch(winner)].join(' ');
}

function idOfTouch(touch: Touch): string {
  if (touch.kind === 'click') return touch.clickId;
  return touch.kind === 'registration' ? touch.registrationId : '';
}

function storedWinnerKey({ touches }: DecidedEvent): string {
  const winner = touches.find(({ isWinner }) => isWinner);
  if (!winner) return 'nobody';
  const id = winner.clickId ?? winner.registration?.id ?? '';
  return [winner.reason, winner.affiliateId, winner.offerId, id].join(' ');
}

/** @param verdict whose shares are meant; without one those that are kept. */
function sharesKey({ kind, shares: kept }: DecidedEvent, verdict?: Verdict): string {
  if (kind === 'lead') return '';
  const shares = verdict ? toStoredShares(verdict.shares) : kept;
  return (shares ?? [])
    .map(({ affiliateId, weight, kind, at }) => [affiliateId, weight, kind, at].join(' '))
    .join();
}

/** A new version of each decision; a sale that has other affiliates now is told as `sale.attributed`. */
export async function writeChanges(
  workspaceId: string,
  changes: ChangedDecision[],
  decidedAt: Date,
): Promise<void> {
  for (const { event, verdict } of changes) {
    const columns = { workspaceId, id: event.id, kind: event.kind };
    const decision = toDecisionColumns(columns, verdict, decidedAt, event.version + 1);
    await writeDecision(decision);
    const affiliateId = verdict.winner?.affiliateId ?? null;
    const hasMoved =
      affiliateId !== event.affiliateId ||
      verdict.winner?.offerId !== (event.offerId ?? undefined) ||
      sharesKey(event, verdict) !== sharesKey(event);
    if (event.kind === 'lead' || !hasMoved) continue;
    const sale = await getSaleRow(workspaceId, event.id);
    const number = await numberOfSale(workspaceId, event.id);
    await emit(workspaceId, 'sale.attributed', {
      ...saleEvent(sale, number, decision.shares),
      previousAffiliateId: event.affiliateId,
    });
    // Whoever books for the new affiliate learns what was taken back before; others have heard already.
    for (const refund of await listRefunds(workspaceId, sale.externalId))
      if (refund.status === 'applied') await tellRefund(workspaceId, sale.id, refund);
  }
}
