import { max } from 'date-fns/max';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { traitsOf } from '../plans/remembered-terms.ts';
import { rateFinder } from '../rates/find-rates.ts';
import { lockAwards } from '../store/awards.ts';
import {
  type CreditedPayment,
  listCustomersOfSales,
  listMilestones,
  listPayments,
} from '../store/milestones.ts';
import { listVersions } from '../store/plans.ts';
import { flipAward } from './flip-award.ts';
import { grantMilestone, type Milestone, promisedMilestones, sourceKeyOf } from './grant-milestone.ts';
import { reachingPayment } from './reach-milestone.ts';

/** What `sale.recorded` and `sale.attributed` tell that matters here. */
type SaleTold = DomainEvent<{ saleId: string }>;
/** What `sale.refunded` tells; `occurredAt` is an ISO text. */
type RefundTold = DomainEvent<{ saleId: string; occurredAt: string }>;

export function rewardPaymentsOfSales(events: SaleTold[]): Promise<void> {
  return rewardPayments(events, now());
}

export function rewardPaymentsOfRefunds(events: RefundTold[]): Promise<void> {
  return rewardPayments(events, max(events.map(({ payload }) => new Date(payload.occurredAt))));
}

/**
 * Where a plan pays for milestones of payments, each that a customer has reached earns once for ever, in the transaction of
 * the sale. What refunds and moved credit leave decides: a milestone that is not reached any more is taken back whole, and
 * given back when it is reached again, so that facts in any order end in the same books.
 */
async function rewardPayments(events: SaleTold[], at: Date): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  if (!(await traitsOf(workspaceId)).hasMilestones) return;
  const saleIds = events.map(({ payload }) => payload.saleId);
  const milestones = promisedMilestones(await listVersions(workspaceId, null));
  for (const customerId of await listCustomersOfSales(workspaceId, saleIds))
    await inTransaction(() => settle(workspaceId, customerId, milestones, at));
}

async function settle(
  workspaceId: string,
  customerId: string,
  milestones: Milestone[],
  at: Date,
): Promise<void> {
  const sourceKeys = milestones.map((milestone) => sourceKeyOf(customerId, milestone));
  // Locks first and reads afterwards, so that the payments hold what the one before has committed.
  await lockAwards(
    workspaceId,
    sourceKeys.map((sourceKey) => ({ kind: 'milestone', sourceKey })),
  );
  const payments = await listPayments(workspaceId, customerId);
  const granted = await listMilestones(workspaceId, sourceKeys);
  for (const milestone of milestones) {
    const { step, currency } = milestone;
    if (step.at !== 'payments' && step.at !== 'paid') continue;
    const converted =
      step.at === 'paid' ? await inCurrency(workspaceId, payments, currency) : payments.map(kept);
    const reached = reachingPayment(step, converted);
    const award = granted.find(({ sourceKey }) => sourceKey === sourceKeyOf(customerId, milestone));
    if (award) await flipAward(workspaceId, 'milestone', award, reached !== null, at);
    else if (reached)
      await grantMilestone(workspaceId, milestone, { ...reached, customerId, at: reached.soldAt });
  }
}

const kept = (payment: CreditedPayment) => ({
  ...payment,
  keptMinor: payment.amountMinor - payment.refundedMinor,
});

/** Foreign payments at the rate of their day; one without a rate does not count before the next fact of the customer. */
async function inCurrency(workspaceId: string, payments: CreditedPayment[], currency: string) {
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  const findRate = rateFinder(workspaceId, timeZone);
  return Promise.all(
    payments.map(kept).map(async (payment) => {
      if (payment.currency === currency) return payment;
      const { saleId, soldAt, keptMinor: creditedMinor, currency: saleCurrency } = payment;
      const foreign = { saleId, creditedMinor, saleCurrency, soldAt, facts: {} };
      const conversion = await findRate(foreign, { payIn: 'plan', currency });
      return { ...payment, keptMinor: conversion?.amountMinor ?? null };
    }),
  );
}
