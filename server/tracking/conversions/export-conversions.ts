import { listOffers, withAffiliates } from '../../affiliates/index.ts';
import { amountNumber } from '../../core/money.ts';
import { rowsOfPages, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { EventQuery, type Sale } from '../schema/conversion.ts';
import { pageOfLeads, pageOfSales } from '../store/sales.ts';

const ROWS_PER_READ = 500;
const ExportQuery = EventQuery.omit({ limit: true, cursor: true });

/** Every sale that matches the filters, newest first; amounts before refunds, and what was refunded. */
export function defineSaleExport(): void {
  defineExport({
    name: 'sales',
    permission: 'links.read',
    tag: 'Sales',
    query: ExportQuery,
    async read(reader, query) {
      const { workspaceId } = reader;
      const rows = rowsOfPages(async (cursor) => {
        const page = await pageOfSales(reader, { ...query, cursor, limit: ROWS_PER_READ });
        return { ...page, data: await withNames(workspaceId, page.data) };
      });
      const money = (amountMinor: number | null, sale: Sale) => amountNumber(amountMinor, sale.currency);
      return tableOf(
        {
          id: (sale) => sale.id,
          external_id: (sale) => sale.externalId,
          occurred_at: (sale) => sale.occurredAt,
          customer_external_id: (sale) => sale.customerExternalId,
          customer: (sale) => sale.customerName,
          event: (sale) => sale.eventName,
          product: (sale) => sale.product,
          plan: (sale) => sale.customerPlan,
          amount: (sale) => money(sale.amountMinor, sale),
          refunded: (sale) => money(sale.refundedMinor, sale),
          discount: (sale) => money(sale.discountMinor, sale),
          currency: (sale) => sale.currency,
          affiliate: (sale) => sale.affiliate?.name,
          affiliate_email: (sale) => sale.affiliate?.email,
          offer: (sale) => sale.offer?.name,
          coupon: (sale) => sale.couponCode,
          click_id: (sale) => sale.clickId,
          country: (sale) => sale.country,
          payment_processor: (sale) => sale.paymentProcessor,
        },
        rows,
      );
    },
  });
}

/** Every lead that matches the filters, newest first. */
export function defineLeadExport(): void {
  defineExport({
    name: 'leads',
    permission: 'links.read',
    tag: 'Leads',
    query: ExportQuery,
    async read(reader, query) {
      const { workspaceId } = reader;
      const rows = rowsOfPages(async (cursor) => {
        const page = await pageOfLeads(reader, { ...query, cursor, limit: ROWS_PER_READ });
        return { ...page, data: await withNames(workspaceId, page.data) };
      });
      return tableOf(
        {
          id: (lead) => lead.id,
          occurred_at: (lead) => lead.occurredAt,
          event: (lead) => lead.eventName,
          customer_external_id: (lead) => lead.customerExternalId,
          customer: (lead) => lead.customerName,
          affiliate: (lead) => lead.affiliate?.name,
          affiliate_email: (lead) => lead.affiliate?.email,
          offer: (lead) => lead.offer?.name,
          click_id: (lead) => lead.clickId,
        },
        rows,
      );
    },
  });
}

async function withNames<Row extends { affiliateId: string | null; offerId: string | null }>(
  workspaceId: string,
  rows: Row[],
) {
  const offers = new Map((await listOffers(workspaceId)).map((offer) => [offer.id, offer]));
  const named = await withAffiliates(workspaceId, rows);
  return named.map((row) => ({ ...row, offer: offers.get(row.offerId ?? '') }));
}
