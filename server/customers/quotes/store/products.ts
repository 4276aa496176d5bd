import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { conflict } from '../../../core/problem.ts';
import type {
  NewPriceList,
  NewProduct,
  Price,
  PriceList,
  PriceListChange,
  Product,
  ProductChange,
} from '../schema/product.ts';

const UNIQUE_VIOLATION = '23505';

/** By name. */
export async function selectProducts(
  workspaceId: string,
  { isArchived, ids }: { isArchived?: boolean | undefined; ids?: readonly string[] } = {},
): Promise<Product[]> {
  let select = db()
    .selectFrom('customers.products')
    .select(['id', 'sku', 'name', 'description', 'taxBasisPoints', 'isArchived', 'createdAt', 'updatedAt'])
    .select(sql<Product['cycle']>`cycle`.as('cycle'))
    .where('workspaceId', '=', workspaceId)
    .orderBy(sql`lower(name)`)
    .orderBy('id');
  if (isArchived !== undefined) select = select.where('isArchived', '=', isArchived);
  if (ids) select = select.where('id', '=', sql<string>`any(${[...ids]}::text[])`);
  return select.execute();
}

/** @throws Problem 409 when another has the name or the article number */
export function insertProduct(workspaceId: string, product: NewProduct, at: Date): Promise<string> {
  const id = newId('prd');
  return orTaken('product', async () => {
    await db()
      .insertInto('customers.products')
      .values({ workspaceId, id, ...product, createdAt: at, updatedAt: at })
      .execute();
    return id;
  });
}

/** @throws Problem 409 as for a new one */
export async function updateProduct(
  workspaceId: string,
  id: string,
  change: ProductChange,
  at: Date,
): Promise<void> {
  await orTaken('product', () =>
    db()
      .updateTable('customers.products')
      .set({ ...change, updatedAt: at })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  );
}

/** With their prices, by name. */
export async function selectPriceLists(
  workspaceId: string,
  { isArchived, id = null }: { isArchived?: boolean | undefined; id?: string | null } = {},
): Promise<PriceList[]> {
  const { rows } = await sql<PriceList>`
    select l.id, l.name, l.currency, l.valid_from::text, l.valid_to::text, l.is_archived, l.created_at, l.updated_at,
      coalesce((select json_agg(json_build_object('productId', p.product_id, 'fromQuantity', p.from_quantity,
            'priceMinor', p.price_minor) order by p.product_id, p.from_quantity)
        from customers.prices p where p.workspace_id = l.workspace_id and p.price_list_id = l.id), '[]') as prices
    from customers.price_lists l
    where l.workspace_id = ${workspaceId} and (${id}::text is null or l.id = ${id})
      and (${isArchived ?? null}::boolean is null or l.is_archived = ${isArchived ?? null})
    order by lower(l.name), l.id`.execute(db());
  return rows;
}

/** @throws Problem 409 when another has the name */
export function insertPriceList(
  workspaceId: string,
  list: Omit<NewPriceList, 'prices'>,
  at: Date,
): Promise<string> {
  const id = newId('prl');
  return orTaken('price_list', async () => {
    await db()
      .insertInto('customers.priceLists')
      .values({ workspaceId, id, ...list, createdAt: at, updatedAt: at })
      .execute();
    return id;
  });
}

/** @throws Problem 409 as for a new one */
export async function updatePriceList(
  workspaceId: string,
  id: string,
  change: Omit<PriceListChange, 'prices'>,
  at: Date,
): Promise<void> {
  await orTaken('price_list', () =>
    db()
      .updateTable('customers.priceLists')
      .set({ ...change, updatedAt: at })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  );
}

/** These instead of those there are. */
export async function replacePrices(
  workspaceId: string,
  priceListId: string,
  prices: readonly Price[],
): Promise<void> {
  await db()
    .deleteFrom('customers.prices')
    .where('workspaceId', '=', workspaceId)
    .where('priceListId', '=', priceListId)
    .execute();
  if (prices.length === 0) return;
  await db()
    .insertInto('customers.prices')
    .values(prices.map((price) => ({ workspaceId, priceListId, ...price })))
    .execute();
}

const TAKEN = {
  product: ['product_exists', 'Another product has this name or article number.'],
  price_list: ['price_list_exists', 'Another price list has this name.'],
} as const;

async function orTaken<Done>(what: keyof typeof TAKEN, write: () => Promise<Done>): Promise<Done> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    const [code, detail] = TAKEN[what];
    throw conflict(code, detail);
  }
}
