import { type Actor, authorize } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { withOwnerNames } from '../owners.ts';
import type { Deal, DealView } from './schema/deal.ts';
import type { Board, BoardQuery, DealQuery } from './schema/query.ts';
import { readerOf } from './store/conditions.ts';
import { selectDealLines, selectDealPeople } from './store/deal-parts.ts';
import { findDeal, listBoardDeals, pageOfDeals, selectDealsOf, sumBoard } from './store/list-deals.ts';
import { selectMoves } from './store/moves.ts';
import { selectPipelines } from './store/pipelines.ts';

/** One page of the list; empty values come last in either direction. */
export async function listDeals(
  actor: Actor,
  query: DealQuery,
): Promise<{ data: Deal[]; nextCursor: string | null }> {
  authorize(actor, 'deals.read');
  const { sort, direction, limit, cursor, ...filters } = query;
  const page = { direction, limit, after: decodeCursor(cursor) };
  const { data, nextCursor } = await pageOfDeals(await readerOf(actor), filters, sort, page);
  return { data: await withOwnerNames(actor.workspaceId, data), nextCursor };
}

/** Of these deals those that the actor may see. */
export async function findDeals(actor: Actor, ids: string[]): Promise<Deal[]> {
  authorize(actor, 'deals.read');
  if (ids.length === 0) return [];
  return withOwnerNames(actor.workspaceId, await selectDealsOf(await readerOf(actor), ids));
}

/** @throws Problem 404 */
export async function getDeal(actor: Actor, id: string): Promise<DealView> {
  authorize(actor, 'deals.read');
  const { workspaceId } = actor;
  const found = await findDeal(await readerOf(actor), id);
  if (!found) throw notFound('deal');
  const [deal] = await withOwnerNames(workspaceId, [found]);
  return {
    ...(deal as Deal),
    people: await selectDealPeople(workspaceId, id),
    lines: await selectDealLines(workspaceId, id),
    moves: await selectMoves(workspaceId, id),
  };
}

/** A pipeline's stages with what stands in each; the default pipeline unless told. @throws Problem 404 */
export async function readBoard(actor: Actor, query: BoardQuery): Promise<Board> {
  authorize(actor, 'deals.read');
  const [pipeline] = await selectPipelines(actor.workspaceId, query.pipelineId);
  if (!pipeline) throw notFound('pipeline');
  const ofPipeline = { ...query, pipelineId: pipeline.id };
  const reader = await readerOf(actor);
  const deals = await withOwnerNames(actor.workspaceId, await listBoardDeals(reader, ofPipeline));
  const sums = await sumBoard(reader, ofPipeline);
  const columns = pipeline.stages.map(({ id: stageId }) => {
    const own = sums.filter((sum) => sum.stageId === stageId);
    return {
      stageId,
      count: own.reduce((count, sum) => count + sum.count, 0),
      sums: own.map(({ stageId: _stage, ...sum }) => sum),
      deals: deals.filter((deal) => deal.stageId === stageId),
    };
  });
  return { pipelineId: pipeline.id, columns };
}
