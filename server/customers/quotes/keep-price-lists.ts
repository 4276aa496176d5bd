import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalid, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import type { NewPriceList, Price, PriceList, PriceListChange } from './schema/product.ts';
import {
  insertPriceList,
  replacePrices,
  selectPriceLists,
  selectProducts,
  updatePriceList,
} from './store/products.ts';

/** By name; all unless told. */
export async function listPriceLists(actor: Actor, isArchived?: boolean): Promise<PriceList[]> {
  authorize(actor, 'deals.read');
  return selectPriceLists(actor.workspaceId, { isArchived });
}

/** @throws Problem 409 when another has the name; 422 for an unknown product, and for days the wrong way round */
export async function createPriceList(actor: Actor, { prices, ...named }: NewPriceList): Promise<PriceList> {
  authorize(actor, 'pipelines.write');
  refuseWrongDays(named);
  return inTransaction(async () => {
    await refuseUnknownProducts(actor.workspaceId, prices);
    const objectId = await insertPriceList(actor.workspaceId, named, actor.now);
    await replacePrices(actor.workspaceId, objectId, prices);
    await audit(actor, {
      ...{ action: 'price_list.created', objectType: 'price_list', objectId, after: { ...named, prices } },
    });
    return getPriceList(actor, objectId);
  });
}

/** Quotes keep the prices that they were given. @throws Problem 404; 409 and 422 as for a new one */
export async function changePriceList(actor: Actor, id: string, wanted: PriceListChange): Promise<PriceList> {
  authorize(actor, 'pipelines.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await getPriceList(actor, id);
    const { prices, ...after } = differences<PriceList>(before, wanted);
    refuseWrongDays({ ...before, ...after });
    if (!prices && Object.keys(after).length === 0) return before;
    await updatePriceList(workspaceId, id, after, actor.now);
    if (prices) {
      await refuseUnknownProducts(workspaceId, prices);
      await replacePrices(workspaceId, id, prices);
    }
    const changed = { ...after, ...(prices && { prices }) };
    await audit(actor, {
      ...{ action: 'price_list.changed', objectType: 'price_list', objectId: id },
      ...{ before: pick(before, changed), after: changed },
    });
    return getPriceList(actor, id);
  });
}

async function getPriceList({ workspaceId }: Actor, id: string): Promise<PriceList> {
  const [list] = await selectPriceLists(workspaceId, { id });
  if (!list) throw notFound('price list');
  return list;
}

function refuseWrongDays({ validFrom, validTo }: Pick<PriceList, 'validFrom' | 'validTo'>): void {
  if (validFrom && validTo && validTo < validFrom) throw invalidField('validTo', 'is before the first day');
}

async function refuseUnknownProducts(workspaceId: string, prices: readonly Price[]): Promise<void> {
  const known = await selectProducts(workspaceId, { ids: prices.map(({ productId }) => productId) });
  const ids = new Set(known.map(({ id }) => id));
  const errors = prices.flatMap(({ productId }, place) =>
    ids.has(productId)
      ? []
      : [{ path: `prices.${place}.productId`, message: 'is no product of this workspace' }],
  );
  if (errors.length > 0) throw invalid(errors);
}
