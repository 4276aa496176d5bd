import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { getOwnerNames } from '../owners.ts';
import { cleanChannel } from '../rules.ts';
import { selectSummaries } from '../store/accounts.ts';
import { selectPeople } from '../store/find-people.ts';
import { takesOpenDeals } from './move-deal.ts';
import { getDeal } from './read-deals.ts';
import { refuseLosingDeals } from './refuse-losing.ts';
import { amountOfLines } from './rules.ts';
import type { DealPart, DealView, NewDeal } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { putDealPart, replaceDealLines } from './store/deal-parts.ts';
import { type DealColumns, findDealByExternalId, insertDeal, lockDeal } from './store/deals.ts';
import { insertMove } from './store/moves.ts';
import { holdFirstStage, holdStage, type StageRow } from './store/pipelines.ts';
import { putOnTimelines, tellDeal } from './tell-deal.ts';

/**
 * Opens a deal. An external id names one deal for ever: told again, that deal is answered as it is. Without an owner
 * it is the deal of who opens it.
 * @throws Problem 404 for an unknown account, person or pipeline; 409 when the external id is a deleted deal's; 422 for
 * an unknown owner or stage, and for an amount that the lines do not come to.
 */
export async function createDeal(actor: Actor, wanted: NewDeal): Promise<DealView> {
  authorize(actor, 'deals.write');
  const id = await inTransaction(async () => {
    const { people = [], lines = [], ...given } = wanted;
    const columns = await toColumns(actor, given, lines);
    const made = await openDeal(actor, columns, people);
    if (!made) return findStanding(actor.workspaceId, given.externalId ?? '');
    await replaceDealLines(actor.workspaceId, made, lines);
    return made;
  });
  return getDeal(actor, id);
}

/** @throws Problem 409 when it was deleted */
async function findStanding(workspaceId: string, externalId: string): Promise<string> {
  const known = await findDealByExternalId(workspaceId, externalId);
  if (!known || known.deletedAt)
    throw conflict('deal_deleted', 'The deal with this external id was deleted.');
  return known.id;
}

async function toColumns(
  { workspaceId, userId }: Actor,
  wanted: Omit<NewDeal, 'people' | 'lines'>,
  lines: { quantity: number; priceMinor: number }[],
): Promise<DealColumns> {
  const ownerId = wanted.ownerId ?? userId;
  if (wanted.ownerId) await getOwnerNames(workspaceId, [wanted.ownerId], 'ownerId');
  await refuseForeign(workspaceId, wanted.accountId ?? null, []);
  const stage = await firstStage(workspaceId, wanted);
  const sum = amountOfLines(lines);
  refuseOtherSum(sum, wanted.amountMinor);
  const workspace = await findWorkspace(workspaceId);
  return {
    ...{ externalId: wanted.externalId ?? null, name: wanted.name, accountId: wanted.accountId ?? null },
    ...{ pipelineId: stage.pipelineId, stageId: stage.id, amountMinor: sum ?? wanted.amountMinor ?? null },
    ...{ currency: wanted.currency ?? workspace?.currency ?? 'USD', probability: wanted.probability ?? null },
    ...{ expectedOn: wanted.expectedOn ?? null, ownerId, channel: cleanChannel(wanted.channel) ?? null },
    ...{ source: wanted.source ?? null, competitors: wanted.competitors ?? [] },
    ...{ nextStep: wanted.nextStep ?? null, registrationId: null },
  };
}

/** @throws Problem 422 */
export function refuseOtherSum(sum: number | null, amountMinor: number | null | undefined): void {
  if (sum !== null && amountMinor !== undefined && amountMinor !== sum)
    throw invalidField('amountMinor', 'is the sum of the lines');
}

async function firstStage(
  workspaceId: string,
  { pipelineId, stageId }: Pick<NewDeal, 'pipelineId' | 'stageId'>,
): Promise<StageRow> {
  if (stageId === undefined) {
    const first = await holdFirstStage(workspaceId, pipelineId);
    if (!first) throw notFound('pipeline');
    return first;
  }
  const stage = takesOpenDeals(await holdStage(workspaceId, stageId), 'stageId');
  if (pipelineId !== undefined && stage.pipelineId !== pipelineId)
    throw invalidField('stageId', 'is not a stage of this pipeline');
  return stage;
}

/** Ids stay good until the transaction commits. @throws Problem 404 */
export async function refuseForeign(
  workspaceId: string,
  accountId: string | null,
  personIds: string[],
): Promise<void> {
  await holdIds(workspaceId);
  if (accountId && (await selectSummaries(workspaceId, [accountId])).length === 0) throw notFound('account');
  const wanted = new Set(personIds);
  if (wanted.size > 0 && (await selectPeople(workspaceId, [...wanted])).length < wanted.size)
    throw notFound('person');
}

/** Call in a transaction. @returns its id, or null when there is such a deal already. */
export async function openDeal(
  actor: Actor,
  columns: DealColumns,
  people: readonly (DealPart & { personId: string })[],
): Promise<string | null> {
  const { workspaceId, now: at } = actor;
  await refuseForeign(
    workspaceId,
    null,
    people.map(({ personId }) => personId),
  );
  const id = await insertDeal(workspaceId, columns, at);
  if (!id) return null;
  for (const part of people) await putDealPart(workspaceId, { dealId: id, ...part }, at);
  const by = { byId: actor.id, byName: actor.name };
  const into = { fromStageId: null, toStageId: columns.stageId, stayedMs: null };
  const sourceId = await insertMove(workspaceId, { dealId: id, at, ...into, ...by });
  await refuseLosingDeals(actor, [id]);
  const deal = await lockDeal(await readerOf(actor), id);
  await putOnTimelines(workspaceId, deal, { sourceId, code: 'deals:timeline.created', values: {}, at });
  await audit(actor, { action: 'deal.created', objectType: 'deal', objectId: id, after: columns });
  await tellDeal(workspaceId, 'created', deal, null);
  return id;
}
