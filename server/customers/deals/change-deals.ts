import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getOwnerNames } from '../owners.ts';
import { moveLocked, takesOpenDeals } from './move-deal.ts';
import { refuseLosingDeals } from './refuse-losing.ts';
import type { DealsAnswer, DealsChange } from './schema/query.ts';
import { readerOf } from './store/conditions.ts';
import { type DealRow, lockDeals, updateDeal } from './store/deals.ts';
import { holdStage, type StageRow } from './store/pipelines.ts';

type Value = string | boolean | null;
type Field = DealsChange['field'];

const VALUE_OF: Record<Field, (deal: DealRow) => Value> = {
  stageId: (deal) => deal.stageId,
  ownerId: (deal) => deal.ownerId,
  isDeleted: (deal) => deal.deletedAt !== null,
};

/**
 * Moves, hands over, deletes or brings back many deals at once, all or none.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when one of them is not a deal of the workspace; 409 when one that is to move is closed; 422 for
 * an unknown owner or stage.
 */
export async function changeDeals(actor: Actor, change: DealsChange): Promise<DealsAnswer> {
  authorize(actor, 'deals.write');
  const { field } = change;
  const wanted = wantedValues(change);
  return inTransaction(async () => {
    // The stages first: whoever changes a pipeline holds its stages before the deals in them.
    const stages = field === 'stageId' ? await holdStages(actor.workspaceId, wanted) : new Map();
    const known = await lockDeals(await readerOf(actor), [...wanted.keys()], field === 'isDeleted');
    if (known.length < wanted.size) throw notFound('deal');
    const changing = known.filter((deal) => VALUE_OF[field](deal) !== wanted.get(deal.id));
    if (changing.length === 0) return { changedCount: 0, undo: null };
    const before = changing.map((deal) => ({ id: deal.id, value: VALUE_OF[field](deal) }));
    const path = 'ids' in change ? 'value' : 'changes';
    await ACTS[field](actor, changing, { wanted, path, stages });
    return { changedCount: changing.length, undo: { field, changes: before } };
  });
}

function wantedValues(change: DealsChange): Map<string, Value> {
  const pairs: { id: string; value: Value }[] =
    'ids' in change ? change.ids.map((id) => ({ id, value: change.value })) : change.changes;
  return new Map(pairs.map(({ id, value }) => [id, value]));
}

async function holdStages(workspaceId: string, wanted: Map<string, Value>): Promise<Map<Value, StageRow>> {
  const held = new Map<Value, StageRow>();
  for (const stageId of [...new Set(wanted.values())].sort()) {
    const stage = await holdStage(workspaceId, String(stageId));
    if (stage) held.set(stageId, stage);
  }
  return held;
}

interface Wanted {
  wanted: Map<string, Value>;
  /** Which field of the body a refusal names. */
  path: string;
  stages: Map<Value, StageRow>;
}

type Act = (actor: Actor, deals: DealRow[], wish: Wanted) => Promise<void>;

const ACTS: Record<Field, Act> = { stageId: moveAll, ownerId: handOver, isDeleted: deleteAll };

async function moveAll(actor: Actor, deals: DealRow[], { wanted, path, stages }: Wanted) {
  for (const deal of deals) {
    const stage = stages.get(wanted.get(deal.id) ?? null) ?? null;
    await moveLocked(actor, deal, takesOpenDeals(stage, path));
  }
}

async function handOver(actor: Actor, deals: DealRow[], { wanted, path }: Wanted) {
  const owners = [...new Set(wanted.values())].filter((id) => typeof id === 'string');
  await getOwnerNames(actor.workspaceId, owners, path);
  await writeAll(actor, deals, wanted, 'deals.handed_over', (value) => ({ ownerId: value as string | null }));
  const ids = deals.map(({ id }) => id);
  await refuseLosingDeals(actor, ids);
}

async function deleteAll(actor: Actor, deals: DealRow[], { wanted }: Wanted) {
  const action = deals.every(({ id }) => wanted.get(id)) ? 'deals.deleted' : 'deals.restored';
  await writeAll(actor, deals, wanted, action, (value) => ({ deletedAt: value ? actor.now : null }));
}

async function writeAll(
  actor: Actor,
  deals: DealRow[],
  wanted: Map<string, Value>,
  action: 'deals.handed_over' | 'deals.deleted' | 'deals.restored',
  changeTo: (value: Value) => Partial<DealRow>,
): Promise<void> {
  for (const { id } of deals)
    await updateDeal(actor.workspaceId, id, changeTo(wanted.get(id) ?? null), actor.now);
  await audit(actor, {
    ...{ action, objectType: 'deals', objectId: 'bulk' },
    ...{ before: deals.map(({ id, ownerId, deletedAt }) => ({ id, ownerId, deletedAt })) },
    after: deals.map(({ id }) => ({ id, value: wanted.get(id) ?? null })),
  });
}
