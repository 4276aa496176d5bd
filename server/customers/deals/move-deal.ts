import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { enterStage, refuseUnseen } from './enter-stage.ts';
import { getDeal } from './read-deals.ts';
import type { DealView, StageWish } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { type DealRow, lockDeal } from './store/deals.ts';
import { holdStage, type StageRow } from './store/pipelines.ts';

/**
 * Moves an open deal to another open stage, of this or another pipeline. Where it stands already nothing happens.
 * @throws Problem 404; 409 `deal_moved`, `changed_meanwhile`, `deal_closed`; 422 for a stage that takes no open deals.
 */
export async function moveDeal(actor: Actor, id: string, wish: StageWish): Promise<DealView> {
  authorize(actor, 'deals.write');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    // The stage first: whoever changes a pipeline holds its stages before the deals in them.
    const stage = await holdStage(workspaceId, wish.stageId);
    const deal = await lockDeal(await readerOf(actor), id);
    if (deal.stageId === wish.stageId) return;
    await refuseUnseen(workspaceId, deal, wish);
    await moveLocked(actor, deal, takesOpenDeals(stage, 'stageId'));
  });
  return getDeal(actor, id);
}

/** @throws Problem 409 for a deal that is won or lost */
export async function moveLocked(actor: Actor, deal: DealRow, stage: StageRow): Promise<void> {
  if (deal.state !== 'open')
    throw conflict('deal_closed', `“${deal.name}” is ${deal.state}. Open it again before you move it.`);
  await enterStage(actor, deal, stage, {
    ...{ event: 'stage_changed', action: 'deal.moved', code: 'deals:timeline.moved' },
  });
}

/** @throws Problem 422 on `path` */
export function takesOpenDeals(stage: StageRow | null, path: string): StageRow {
  if (!stage || stage.archivedAt) throw invalidField(path, 'is not a stage of a pipeline');
  if (stage.kind !== 'open') throw invalidField(path, 'is for closed deals: win or lose the deal instead');
  return stage;
}
