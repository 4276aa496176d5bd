import type { Actor } from '../../core/actor.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { daysOf, isTakenBack } from './rules.ts';
import { type DealRow, updateDeal } from './store/deals.ts';
import { deleteMove, findLastMove, insertMove } from './store/moves.ts';
import { findStage, type StageRow } from './store/pipelines.ts';
import { type DealEventName, putOnTimelines, takeOffTimelines, tellDeal } from './tell-deal.ts';

/** How a step is told, and what else of the deal it changes. */
export interface Step {
  event: DealEventName;
  /** What the audit log calls it. */
  action: 'deal.moved' | 'deal.won' | 'deal.lost' | 'deal.reopened';
  code: string;
  values?: Record<string, unknown>;
  change?: Partial<DealRow>;
}

/**
 * Puts a locked deal into a stage, notes how long it was where it came from, and tells of it. Whoever puts it back at
 * once has only slipped: that move leaves no trace but in the audit log.
 * @returns the deal as it is now, and the id of the move; null where one was taken back.
 */
export async function enterStage(
  actor: Actor,
  deal: DealRow,
  stage: StageRow,
  { event, action, code, values, change }: Step,
): Promise<{ deal: DealRow; moveId: string | null }> {
  const { workspaceId, now: at } = actor;
  const last = await findLastMove(workspaceId, deal.id);
  const wanted = { fromStageId: deal.stageId, toStageId: stage.id, at, byId: actor.id };
  const isBack = last !== null && isTakenBack(last, wanted);
  const stageSince = isBack ? new Date(last.at.getTime() - (last.stayedMs ?? 0)) : at;
  const after = { ...deal, ...change, stageId: stage.id, pipelineId: stage.pipelineId, stageSince };
  const { stageId, pipelineId } = after;
  await updateDeal(workspaceId, deal.id, { ...change, stageId, pipelineId, stageSince }, at);
  let moveId: string | null = null;
  if (isBack) {
    await deleteMove(workspaceId, last.id);
    await takeOffTimelines(workspaceId, deal.id, last.id);
  } else {
    const stayedMs = Math.max(0, at.getTime() - deal.stageSince.getTime());
    const move = { ...wanted, dealId: deal.id, stayedMs, byName: actor.name };
    moveId = await insertMove(workspaceId, move);
    const from = (await findStage(workspaceId, deal.stageId))?.name ?? '';
    const said = { from, to: stage.name, count: daysOf(stayedMs), ...values };
    await putOnTimelines(workspaceId, after, { sourceId: moveId, code, values: said, at });
  }
  await audit(actor, { action, objectType: 'deal', objectId: deal.id, before: deal, after });
  await tellDeal(workspaceId, event, after, deal.stageId);
  return { deal: after, moveId };
}

/** @throws Problem 409 when the deal is not where, or not as, it was when the act was chosen. */
export async function refuseUnseen(
  workspaceId: string,
  deal: Pick<DealRow, 'stageId' | 'version'>,
  seen: { expectedStageId?: string | undefined; version?: number | undefined },
): Promise<void> {
  const isElsewhere = seen.expectedStageId !== undefined && seen.expectedStageId !== deal.stageId;
  if (isElsewhere) {
    const stage = await findStage(workspaceId, deal.stageId);
    throw conflict('deal_moved', `Somebody else has moved this deal to “${stage?.name}” since you looked.`);
  }
  if (seen.version !== undefined && seen.version !== deal.version)
    throw conflict('changed_meanwhile', 'Somebody else has changed this deal since you read it.');
}
