import { amountNumber } from '../../core/money.ts';
import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { OpportunityFilters } from '../schema/opportunity.ts';
import { nextOpportunities } from '../store/opportunities.ts';
import { viewOpportunities } from './read-opportunities.ts';

const ROWS_PER_READ = 1_000;

/** Every opportunity that matches the filters, with the figures that led to it. */
export function defineOpportunityExport(): void {
  defineExport({
    name: 'opportunities',
    permission: 'success.read',
    tag: 'Upsell',
    query: OpportunityFilters,
    read: (actor, filters) =>
      tableOf(
        {
          id: (row) => row.id,
          account_id: (row) => row.account.id,
          account: (row) => row.account.name,
          kind: (row) => row.kind,
          state: (row) => row.state,
          monthly: (row) => amountNumber(row.monthlyMinor, row.currency),
          yearly: (row) => amountNumber(row.yearlyMinor, row.currency),
          currency: (row) => row.currency,
          reason: (row) => row.reason.text,
          inputs: (row) => row.inputs.map(({ text }) => text).join('; '),
          next_step: (row) => row.nextStep,
          found_at: (row) => row.foundAt,
          decided_at: (row) => row.decidedAt,
          decided_by: (row) => row.decidedByName,
          dismiss_reason: (row) => row.dismissReason,
          quiet_until: (row) => row.quietUntil,
          deal_id: (row) => row.deal?.id,
          deal_state: (row) => row.deal?.state,
          deal_amount: (row) => row.deal && amountNumber(row.deal.amountMinor, row.deal.currency),
          deal_currency: (row) => row.deal?.currency,
        },
        rowsAfter(async (afterId) =>
          viewOpportunities(
            actor,
            await nextOpportunities(actor, filters, { afterId, limit: ROWS_PER_READ }),
          ),
        ),
      ),
  });
}
