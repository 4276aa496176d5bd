import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Actor, authorize } from '../../core/actor.ts';
import { amountCell } from '../../core/money.ts';
import { audit, listMembers } from '../../workspace/index.ts';
import type { DealFilters } from './schema/query.ts';
import { readerOf } from './store/conditions.ts';
import { nextDeals } from './store/list-deals.ts';
import { selectPipelines } from './store/pipelines.ts';

const ROWS_PER_READ = 1_000;
const HEADER = [
  ...[
    'id',
    'external_id',
    'name',
    'account',
    'pipeline',
    'stage',
    'state',
    'amount',
    'currency',
    'probability',
  ],
  ...[
    'expected_on',
    'owner_email',
    'channel',
    'source',
    'competitors',
    'next_step',
    'stage_since',
    'closed_at',
  ],
  ...['closed_by', 'loss_reason', 'note', 'created_at'],
];

/**
 * Every deal that matches the filters as CSV with a byte order mark, read as it is sent, in the order in which the
 * deals were made. Text that a spreadsheet would take for a formula starts with an apostrophe. Audited.
 */
export async function exportDeals(actor: Actor, filters: DealFilters): Promise<Readable> {
  authorize(actor, 'deals.read');
  const { workspaceId } = actor;
  await audit(actor, { action: 'deals.exported', objectType: 'deals', objectId: 'csv', after: filters });
  const emails = new Map((await listMembers(workspaceId)).map((member) => [member.userId, member.email]));
  const pipelines = await selectPipelines(workspaceId);
  const names = new Map(pipelines.map(({ id, name }) => [id, name]));
  const stages = new Map(pipelines.flatMap((one) => one.stages).map(({ id, name }) => [id, name]));
  const reader = await readerOf(actor);
  const rows = async function* () {
    let afterId = '';
    for (;;) {
      const deals = await nextDeals(reader, filters, afterId, ROWS_PER_READ);
      for (const deal of deals)
        yield [
          ...[deal.id, deal.externalId, deal.name, deal.accountName, names.get(deal.pipelineId)],
          ...[stages.get(deal.stageId), deal.state],
          deal.amountMinor === null ? null : amountCell(deal.amountMinor, deal.currency),
          ...[deal.currency, deal.probability, deal.expectedOn, emails.get(deal.ownerId ?? ''), deal.channel],
          ...[deal.source, deal.competitors.join(', '), deal.nextStep, deal.stageSince.toISOString()],
          ...[deal.closedAt?.toISOString(), deal.closedByName, deal.lossReason, deal.closeNote],
          deal.createdAt.toISOString(),
        ];
      afterId = deals.at(-1)?.id ?? '';
      if (deals.length < ROWS_PER_READ) return;
    }
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}
