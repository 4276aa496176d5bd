import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import { enterStage } from './enter-stage.ts';
import { getDeal } from './read-deals.ts';
import type { DealView } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { type DealRow, lockDeal } from './store/deals.ts';
import { findLastMove } from './store/moves.ts';
import { holdFirstStage, holdStage, type StageRow } from './store/pipelines.ts';

/**
 * Takes a win or a loss back: the deal is open again in the stage that it came from. An open deal stays as it is.
 * @param state what is taken back.
 * @throws Problem 404; 409 `deal_closed` when it is closed otherwise.
 */
export async function reopenDeal(actor: Actor, id: string, state: 'won' | 'lost'): Promise<DealView> {
  authorize(actor, 'deals.write');
  await inTransaction(async () => {
    const deal = await lockDeal(await readerOf(actor), id);
    if (deal.state === 'open') return;
    if (deal.state !== state) throw conflict('deal_closed', `This deal is ${deal.state}, not ${state}.`);
    await enterStage(actor, deal, await stageBefore(actor.workspaceId, deal), {
      ...{ event: 'reopened', action: 'deal.reopened', code: 'deals:timeline.reopened' },
      change: {
        ...{ state: 'open', closedAt: null, closedByName: null, closeNote: null },
        ...{ lossReasonId: null, saleKey: null },
      },
    });
  });
  return getDeal(actor, id);
}

/** Where it came from; the first stage when that one is gone. */
async function stageBefore(workspaceId: string, deal: DealRow): Promise<StageRow> {
  const last = await findLastMove(workspaceId, deal.id);
  const before = last?.fromStageId ? await holdStage(workspaceId, last.fromStageId) : null;
  if (before && before.kind === 'open' && !before.archivedAt) return before;
  const first = await holdFirstStage(workspaceId, deal.pipelineId);
  if (!first) throw conflict('pipeline_archived', 'The pipeline of this deal is archived. Restore it first.');
  return first;
}
