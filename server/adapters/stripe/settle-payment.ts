import { shareOf } from '../../core/money.ts';
import { type Settlement, type StoredEvent, selectEventsOf } from '../../signals/index.ts';
import { findSales, listRefunds, recordSale, refundSale, restoreSale } from '../../tracking/index.ts';
import { objectOf, textOf } from '../fields.ts';
import { findCustomerId, rememberClicks } from './find-customer.ts';
import { foldPayment, foldTakenBack, type Payment, type TakenBack } from './fold-payment.ts';
import { type Identity, identityOf } from './identity.ts';
import { describingEvents, type EventGroup, gatherGroup } from './known-events.ts';
import { inOrder, refOf, toWireEvent } from './wire.ts';

/** By these the rows are known that Stripe's events have made. */
const REFUND_PREFIX = 'stripe:';

/**
 * Brings the sale of one payment, and what was taken back of it, to what all events known of it say. So an event that
 * comes again changes nothing, and the order in which events come does not matter.
 */
export async function settlePayment(
  workspaceId: string,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const group = await gatherGroup(workspaceId, event);
  const { subjects } = group;
  const payment = foldPayment(group.events);
  const [known] = await findSales(workspaceId, subjects);
  const described = await describingEvents(workspaceId, event.connectionId, group.customer);
  const identity = identityOf([...described, ...group.events].sort(inOrder));
  if (!known) {
    const codes = payment ? await couponCodes(workspaceId, event.connectionId, payment) : [];
    const missing = missingFor(payment, identity, group, codes);
    if (missing && !isFinal) return { state: 'waiting', note: missing, subjects };
    if (!payment) return { state: 'ignored', note: 'no_sale', subjects };
    if (payment.netMinor === 0) return { state: 'ignored', note: 'nothing_paid', subjects };
    await record(workspaceId, payment, { identity, group, couponCode: codes[0]?.code ?? null });
  }
  const [sale] = known ? [known] : await findSales(workspaceId, subjects);
  if (!sale) return { state: 'ignored', note: 'no_sale', subjects };
  if (known) await rememberClicks(workspaceId, sale.customerExternalId, identity);
  await takeBack(workspaceId, sale, foldTakenBack(group.events, payment), event);
  return { state: 'done', note: 'sale', subjects };
}

interface NamedCode {
  code: string;
  isKnown: boolean;
}

/** Promotion codes are often named by id only; what they read is told by events of their own. */
async function couponCodes(
  workspaceId: string,
  connectionId: string,
  { discounts }: Payment,
): Promise<NamedCode[]> {
  const found: NamedCode[] = [];
  for (const { promotion_code: named } of discounts) {
    const id = refOf(named);
    const inline = textOf(objectOf(named).code);
    if (inline) found.push({ code: inline, isKnown: true });
    if (inline || !id) continue;
    const told = await selectEventsOf(workspaceId, connectionId, { subjects: [id] });
    const codes = told.map(toWireEvent).filter(({ object }) => object.object === 'promotion_code');
    const code = codes.sort(inOrder).at(-1)?.object.code;
    found.push({ code: textOf(code) ?? id, isKnown: code !== undefined });
  }
  return found;
}

/** What another event is still expected to tell; null when the sale can be recorded. */
function missingFor(
  payment: Payment | null,
  identity: Identity,
  { customer }: EventGroup,
  codes: NamedCode[],
): string | null {
  if (!payment) return 'waits_for_payment';
  if (payment.mayBeRefined) return 'waits_for_invoice';
  if (codes.some(({ isKnown }) => !isKnown)) return 'waits_for_code';
  if (identity.externalId || !customer) return null;
  const expected = ['customer', ...payment.tellers];
  return expected.every((kind) => identity.tellers.has(kind)) ? null : 'waits_for_customer';
}

async function record(
  workspaceId: string,
  payment: Payment,
  { identity, group, couponCode }: { identity: Identity; group: EventGroup; couponCode: string | null },
): Promise<void> {
  const { externalId, netMinor: amountMinor, currency, at } = payment;
  const customerExternalId = await findCustomerId(workspaceId, identity, group.customer, externalId);
  await rememberClicks(workspaceId, customerExternalId, identity);
  await recordSale(workspaceId, {
    ...{ externalId, amountMinor, currency, couponCode, customerExternalId },
    customerName: identity.name,
    customerEmail: identity.email,
    eventName: externalId.startsWith('in_') ? 'Invoice paid' : 'Purchase',
    paymentProcessor: 'stripe',
    occurredAt: at,
  });
}

/** Takes back or restores the difference between what should be taken by now and what Stripe's events have taken. */
async function takeBack(
  workspaceId: string,
  sale: { externalId: string; amountMinor: number; refundedMinor: number },
  { share, at }: TakenBack,
  event: StoredEvent,
): Promise<void> {
  const { externalId: saleExternalId } = sale;
  const own = (await listRefunds(workspaceId, saleExternalId)).filter(({ externalId }) =>
    externalId.startsWith(REFUND_PREFIX),
  );
  const takenMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const wantedMinor = shareOf(sale.amountMinor, share.numerator, share.denominator);
  // Others may have taken something as well: never more than is left, never back what is theirs.
  const changeMinor = Math.min(wantedMinor - takenMinor, sale.amountMinor - sale.refundedMinor);
  const externalId = `${REFUND_PREFIX}${event.externalId}:${own.length + 1}`;
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
