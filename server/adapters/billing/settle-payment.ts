import { shareOf } from '../../core/rounding.ts';
import type { Settlement, StoredEvent } from '../../signals/index.ts';
import { findSales, listRefunds, recordSale, refundSale, restoreSale } from '../../tracking/index.ts';
import { inOrder } from './facts.ts';
import { findCustomerId, rememberClicks } from './find-customer.ts';
import { foldPayment, foldTakenBack, type Payment, type TakenBack } from './fold-payment.ts';
import { type Identity, identityOf } from './identity.ts';
import { describingEvents, type EventGroup, gatherGroup } from './known-events.ts';
import { type Given, NOTHING_GIVEN, readDiscounts } from './read-discounts.ts';
import type { BillingSystem } from './system.ts';

/**
 * Brings the sale of one payment, and what was taken back of it, to what all events known of it say. So an event that
 * comes again changes nothing, and the order in which events come does not matter.
 */
export async function settlePayment(
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const group = await gatherGroup(workspaceId, system, event, 'payment');
  const { subjects } = group;
  const payment = foldPayment(group.events);
  const [known] = await findSales(workspaceId, subjects);
  const described = await describingEvents(workspaceId, system, event.connectionId, group.customer);
  const identity = identityOf([...described, ...group.events].sort(inOrder));
  if (!known) {
    const given = payment
      ? await readDiscounts(workspaceId, system, event.connectionId, payment)
      : NOTHING_GIVEN;
    const missing = missingFor(payment, identity, group, given.missing);
    if (missing && !isFinal) return { state: 'waiting', note: missing, subjects };
    if (!payment) return { state: 'ignored', note: 'no_sale', subjects };
    if (payment.netMinor === 0) return { state: 'ignored', note: 'nothing_paid', subjects };
    await record(workspaceId, system, payment, { identity, group, ...given });
  }
  const [sale] = known ? [known] : await findSales(workspaceId, subjects);
  if (!sale) return { state: 'ignored', note: 'no_sale', subjects };
  if (known) await rememberClicks(workspaceId, sale.customerExternalId, identity);
  await takeBack(workspaceId, system, sale, foldTakenBack(group.events, payment), event);
  return { state: 'done', note: 'sale', subjects };
}

/** What another event is still expected to tell; null when the sale can be recorded. */
function missingFor(
  payment: Payment | null,
  identity: Identity,
  { customer }: EventGroup,
  missingOfDiscounts: string | null,
): string | null {
  if (!payment) return 'waits_for_payment';
  if (payment.mayBeRefined) return 'waits_for_invoice';
  if (missingOfDiscounts) return missingOfDiscounts;
  if (identity.externalId || !customer) return null;
  return payment.tellers.every((teller) => identity.tellers.has(teller)) ? null : 'waits_for_customer';
}

async function record(
  workspaceId: string,
  system: BillingSystem,
  payment: Payment,
  { identity, group, ...given }: Given & { identity: Identity; group: EventGroup },
): Promise<void> {
  const { externalId, eventName, netMinor: amountMinor, currency, at } = payment;
  const customerExternalId = await findCustomerId(workspaceId, system, identity, group.customer, externalId);
  await rememberClicks(workspaceId, customerExternalId, identity);
  await recordSale(workspaceId, {
    ...{ externalId, eventName, amountMinor, currency, customerExternalId },
    ...{ couponCode: given.couponCode, discountMinor: given.discountMinor },
    customerName: identity.name,
    customerEmail: identity.email,
    paymentProcessor: system.kind,
    occurredAt: at,
  });
}

/** Takes back or restores the difference between what should be taken by now and what these events have taken. */
async function takeBack(
  workspaceId: string,
  { kind }: BillingSystem,
  sale: { externalId: string; amountMinor: number; refundedMinor: number },
  { share, at }: TakenBack,
  event: StoredEvent,
): Promise<void> {
  const { externalId: saleExternalId } = sale;
  // By these the rows are known that the billing system's events have made.
  const prefix = `${kind}:`;
  const own = (await listRefunds(workspaceId, saleExternalId)).filter(({ externalId }) =>
    externalId.startsWith(prefix),
  );
  const takenMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const wantedMinor = shareOf(sale.amountMinor, share.numerator, share.denominator);
  // Others may have taken something as well: never more than is left, never back what is theirs.
  const changeMinor = Math.min(wantedMinor - takenMinor, sale.amountMinor - sale.refundedMinor);
  const externalId = `${prefix}${event.externalId}:${own.length + 1}`;
  const occurredAt = at ?? event.createdAt;
  if (changeMinor > 0)
    await refundSale(workspaceId, {
      ...{ saleExternalId, occurredAt, refundExternalId: externalId, amountMinor: changeMinor },
    });
  if (changeMinor < 0)
    await restoreSale(workspaceId, {
      ...{ saleExternalId, occurredAt, restorationExternalId: externalId, amountMinor: -changeMinor },
    });
}
