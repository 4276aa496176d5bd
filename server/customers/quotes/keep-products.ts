import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import type { NewProduct, Product, ProductChange } from './schema/product.ts';
import { insertProduct, selectProducts, updateProduct } from './store/products.ts';

/** By name; all unless told. */
export async function listProducts(actor: Actor, isArchived?: boolean): Promise<Product[]> {
  authorize(actor, 'deals.read');
  return selectProducts(actor.workspaceId, { isArchived });
}

/** @throws Problem 409 when another has the name or the article number */
export async function createProduct(actor: Actor, wanted: NewProduct): Promise<Product> {
  authorize(actor, 'pipelines.write');
  return inTransaction(async () => {
    const objectId = await insertProduct(actor.workspaceId, wanted, actor.now);
    await audit(actor, { action: 'product.created', objectType: 'product', objectId, after: wanted });
    return getProduct(actor, objectId);
  });
}

/** Quotes keep the product as it was. @throws Problem 404; 409 as for a new one */
export async function changeProduct(actor: Actor, id: string, wanted: ProductChange): Promise<Product> {
  authorize(actor, 'pipelines.write');
  return inTransaction(async () => {
    const before = await getProduct(actor, id);
    const after = differences<Product>(before, wanted);
    if (Object.keys(after).length === 0) return before;
    await updateProduct(actor.workspaceId, id, after, actor.now);
    await audit(actor, {
      ...{ action: 'product.changed', objectType: 'product', objectId: id },
      ...{ before: pick(before, after), after },
    });
    return getProduct(actor, id);
  });
}

async function getProduct({ workspaceId }: Actor, id: string): Promise<Product> {
  const [product] = await selectProducts(workspaceId, { ids: [id] });
  if (!product) throw notFound('product');
  return product;
}
