import { amountNumber } from '../../core/money.ts';
import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { listOwnerEmails } from '../owners.ts';
import { DealFilters } from './schema/query.ts';
import { readerOf } from './store/conditions.ts';
import { nextDeals } from './store/list-deals.ts';
import { selectPipelines } from './store/pipelines.ts';

const ROWS_PER_READ = 1_000;

/** Every deal that matches the filters, in the order in which the deals were made. */
export function defineDealExport(): void {
  defineExport({
    name: 'deals',
    permission: 'deals.read',
    tag: 'Deals',
    query: DealFilters,
    async read(actor, filters) {
      const { workspaceId } = actor;
      const emails = await listOwnerEmails(workspaceId);
      const pipelines = await selectPipelines(workspaceId);
      const names = new Map(pipelines.map(({ id, name }) => [id, name]));
      const stages = new Map(pipelines.flatMap((one) => one.stages).map(({ id, name }) => [id, name]));
      const reader = await readerOf(actor);
      const rows = rowsAfter((afterId) => nextDeals(reader, filters, afterId, ROWS_PER_READ));
      return tableOf(
        {
          id: (deal) => deal.id,
          external_id: (deal) => deal.externalId,
          name: (deal) => deal.name,
          account: (deal) => deal.accountName,
          pipeline: (deal) => names.get(deal.pipelineId),
          stage: (deal) => stages.get(deal.stageId),
          state: (deal) => deal.state,
          amount: (deal) => amountNumber(deal.amountMinor, deal.currency),
          currency: (deal) => deal.currency,
          probability: (deal) => deal.probability,
          expected_on: (deal) => deal.expectedOn,
          owner_email: (deal) => emails.get(deal.ownerId ?? ''),
          channel: (deal) => deal.channel,
          source: (deal) => deal.source,
          competitors: (deal) => deal.competitors.join(', '),
          next_step: (deal) => deal.nextStep,
          stage_since: (deal) => deal.stageSince,
          closed_at: (deal) => deal.closedAt,
          closed_by: (deal) => deal.closedByName,
          loss_reason: (deal) => deal.lossReason,
          note: (deal) => deal.closeNote,
          tags: ({ tags }) => tags.map(({ name }) => name).join('; '),
          created_at: (deal) => deal.createdAt,
        },
        rows,
      );
    },
  });
}
