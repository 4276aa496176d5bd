import { withAffiliates } from '../affiliates/index.ts';
import { amountNumber } from '../core/money.ts';
import { rowsOfPages, tableOf } from '../core/tables/table.ts';
import { defineExport } from '../workspace/index.ts';
import { CommissionListQuery } from './schema.ts';
import { pageOfCommissions } from './store/commissions.ts';

const ROWS_PER_READ = 500;

/** Every commission that matches the filters, in the order of the list. */
export function defineCommissionExport(): void {
  defineExport({
    name: 'commissions',
    permission: 'commissions.read',
    tag: 'Commissions',
    query: CommissionListQuery.omit({ limit: true, cursor: true }),
    read({ workspaceId, now }, query) {
      const rows = rowsOfPages(async (cursor) => {
        const page = await pageOfCommissions(workspaceId, { ...query, cursor, limit: ROWS_PER_READ }, now);
        return { ...page, data: await withAffiliates(workspaceId, page.data) };
      });
      return tableOf(
        {
          id: (commission) => commission.id,
          kind: (commission) => commission.kind,
          sold_at: (commission) => commission.soldAt,
          sale_external_id: (commission) => commission.saleExternalId,
          affiliate: (commission) => commission.affiliate?.name,
          affiliate_email: (commission) => commission.affiliate?.email,
          sale_amount: (commission) => amountNumber(commission.saleAmountMinor, commission.saleCurrency),
          sale_currency: (commission) => commission.saleCurrency,
          amount: (commission) => amountNumber(commission.amountMinor, commission.currency),
          kept: (commission) => amountNumber(commission.keptMinor, commission.currency),
          waiting: (commission) => amountNumber(commission.waitingMinor, commission.currency),
          paid: (commission) => amountNumber(commission.paidMinor, commission.currency),
          currency: (commission) => commission.currency,
          state: (commission) => commission.state,
          release_at: (commission) => commission.releaseAt,
          held_since: (commission) => commission.heldSince,
        },
        rows,
      );
    },
  });
}
