import { z } from 'zod';
import { listCommissionRows, listSaleCommissions } from '../../commissions/index.ts';
import { now } from '../../core/clock.ts';
import { majorUnits } from '../../core/money.ts';
import type { OutgoingCall } from '../../core/outgoing/call-address.ts';
import { findCreditedClick, listSales } from '../../tracking/index.ts';
import type { DueDelivery } from '../store/deliveries.ts';
import { TEST_EVENT } from '../webhooks/event-types.ts';
import { fillTemplate, type MacroValues, SAMPLE_VALUES } from './fill-template.ts';

const Body = z.object({ type: z.string(), data: z.looseObject({}) });
const LeadData = z.looseObject({ leadId: z.string(), eventName: z.string(), offerId: z.string().nullable() });
const OPEN_STATES: readonly string[] = ['awaiting_rate', 'awaiting_approval', 'pending', 'waiting', 'held'];

/** The call to an affiliate's own tracker, with what is known now of what happened. */
export async function fillPostback(workspaceId: string, delivery: DueDelivery): Promise<OutgoingCall> {
  const values = await readValues(workspaceId, delivery);
  return {
    method: 'GET',
    url: fillTemplate(delivery.receiver.url, { ...values, affiliate_id: delivery.receiver.affiliateId }),
    headers: { 'user-agent': 'Goodword' },
  };
}

async function readValues(workspaceId: string, { body }: DueDelivery): Promise<MacroValues> {
  const { type, data } = Body.parse(JSON.parse(body));
  if (type === TEST_EVENT) return SAMPLE_VALUES;
  if (type === 'lead.recorded') return readLead(workspaceId, LeadData.parse(data));
  if (type === 'sale.recorded') return readSale(workspaceId, String(data.saleId), null);
  if (data.saleId) return readSale(workspaceId, String(data.saleId), String(data.id));
  return readAward(workspaceId, String(data.id));
}

async function readLead(workspaceId: string, lead: z.infer<typeof LeadData>): Promise<MacroValues> {
  const { leadId, eventName, offerId } = lead;
  return {
    ...(await readClick(workspaceId, leadId)),
    ...{ conversion_id: leadId, goal: eventName, offer_id: offerId, status: 'approved' },
  };
}

/** The payout is what the affiliate keeps now; its currency goes before the sale's. */
async function readSale(
  workspaceId: string,
  saleId: string,
  commissionId: string | null,
): Promise<MacroValues> {
  const [sale] = await listSales(workspaceId, [saleId]);
  if (!sale) return {};
  const commission = commissionId
    ? (await listCommissionRows(workspaceId, [commissionId], now()))[0]
    : await findCommissionOfSale(workspaceId, sale);
  const click = await readClick(workspaceId, saleId);
  return {
    ...click,
    conversion_id: saleId,
    goal: sale.eventName,
    offer_id: sale.offerId,
    coupon: sale.couponCode,
    country: click.country ?? sale.country,
    amount: majorUnits(sale.amountMinor, sale.currency),
    payout: commission ? majorUnits(commission.keptMinor, commission.currency) : null,
    currency: commission?.currency ?? sale.currency,
    status: statusOf(commission),
  };
}

/** What is earned without a sale has no click and no amount but the payout. */
async function readAward(workspaceId: string, commissionId: string): Promise<MacroValues> {
  const [award] = await listCommissionRows(workspaceId, [commissionId], now());
  if (!award) return {};
  const { kind, offerId, keptMinor, currency } = award;
  return {
    ...{ conversion_id: commissionId, goal: kind, offer_id: offerId, currency },
    payout: majorUnits(keptMinor, currency),
    status: statusOf(award),
  };
}

async function findCommissionOfSale(
  workspaceId: string,
  sale: { id: string; occurredAt: Date; affiliateId: string | null },
) {
  const to = new Date(sale.occurredAt.getTime() + 1);
  const period = { from: sale.occurredAt, to, affiliateId: sale.affiliateId, now: now() };
  return (await listSaleCommissions(workspaceId, period)).find(({ saleId }) => saleId === sale.id);
}

function statusOf(commission: { state: string; keptMinor: number } | undefined): string {
  if (!commission) return 'approved';
  if (OPEN_STATES.includes(commission.state)) return 'pending';
  return commission.keptMinor === 0 ? 'rejected' : 'approved';
}

async function readClick(workspaceId: string, eventId: string): Promise<MacroValues> {
  const click = await findCreditedClick(workspaceId, eventId);
  if (!click) return {};
  const { id, ...facts } = click;
  return { ...facts, click_id: id };
}
