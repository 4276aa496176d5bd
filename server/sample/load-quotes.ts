import { type Actor, systemActor } from '../core/actor.ts';
import {
  type Contact,
  createPriceList,
  createProduct,
  createQuote,
  type Deal,
  listContacts,
  listDeals,
  NewQuote,
  sendQuote,
} from '../customers/index.ts';
import type { World } from './account.ts';
import { toDay } from './load-record.ts';

const MS_PER_DAY = 86_400_000;
const QUOTED_DEALS = 6;
const VALID_DAYS = 30;
const TAX_BASIS_POINTS = 700;
const PRODUCTS = [
  { name: 'Team plan', sku: 'TEAM', cycle: 'yearly', priceMinor: 18_000 },
  { name: 'Business plan', sku: 'BUSINESS', cycle: 'yearly', priceMinor: 34_800 },
  { name: 'Setup and training', sku: 'SETUP', cycle: 'once', priceMinor: 150_000 },
] as const;
/** Who takes many pays less for each. */
const MANY = { from: 50, percent: 90 };

interface Catalog {
  priceListId: string;
  productIds: string[];
}

/** Products with their prices, and quotes for some of the open deals: drafts, and some that were sent, to nobody. */
export async function loadQuotes(workspaceId: string, world: World): Promise<void> {
  const actor = { ...systemActor(workspaceId, 'sample'), now: world.today };
  const catalog = await makeCatalog(actor);
  const contacts = Map.groupBy(await listContacts(workspaceId, ['customer']), ({ accountId }) => accountId);
  const { data: deals } = await listDeals(actor, {
    ...{ sort: 'amountMinor', direction: 'desc', limit: QUOTED_DEALS, state: ['open'] },
  });
  const validUntil = toDay(new Date(world.today.getTime() + VALID_DAYS * MS_PER_DAY));
  for (const [place, deal] of deals.entries()) {
    const [contact] = contacts.get(deal.accountId ?? '') ?? [];
    const id = await createQuote(actor, quoteOf(deal, contact, { place, validUntil, ...catalog }));
    if (place % 2 === 0) await sendQuote(actor, id, null);
  }
}

async function makeCatalog(actor: Actor): Promise<Catalog> {
  const prices = [];
  for (const { priceMinor, ...named } of PRODUCTS) {
    const product = { ...named, description: null, taxBasisPoints: TAX_BASIS_POINTS };
    const { id: productId } = await createProduct(actor, product);
    prices.push({ productId, fromQuantity: 1, priceMinor });
    prices.push({ productId, fromQuantity: MANY.from, priceMinor: (priceMinor * MANY.percent) / 100 });
  }
  const list = { name: 'Standard', currency: 'USD', validFrom: null, validTo: null };
  const { id: priceListId } = await createPriceList(actor, { ...list, prices });
  return { priceListId, productIds: [...new Set(prices.map(({ productId }) => productId))] };
}

function quoteOf(
  deal: Pick<Deal, 'id' | 'name' | 'accountName'>,
  contact: Contact | undefined,
  { place, validUntil, priceListId, productIds }: Catalog & { place: number; validUntil: string },
): NewQuote {
  const [team, business, setup] = productIds;
  return NewQuote.parse({
    ...{ dealId: deal.id, title: deal.name, currency: 'USD', priceListId, validUntil },
    ...{ personId: contact?.personId ?? null, recipientName: contact?.name ?? 'Purchasing' },
    ...{ buyer: deal.accountName ?? '', terms: 'Payment within 30 days. Prices without tax.' },
    lines: [
      { productId: place % 2 === 0 ? team : business, quantity: 10 + place * 15, discountBasisPoints: 500 },
      { productId: setup },
    ],
  });
}
