import type { Actor } from '../../core/actor.ts';
import { type FieldError, invalid, invalidField } from '../../core/problem.ts';
import { selectPeople } from '../store/find-people.ts';
import { netOf, priceFor, totalsOf } from './rules.ts';
import type { Price, Product } from './schema/product.ts';
import type { NewLine, QuoteDraft, QuoteLine } from './schema/quote.ts';
import { selectPriceLists, selectProducts } from './store/products.ts';
import type { QuoteContent } from './store/quotes.ts';

/**
 * A draft with the names and prices of its products and with its sums.
 * @throws Problem 422 naming each line for which there is no product or price, an unknown person or price list, and sums
 * that are too great
 */
export async function priceDraft(
  { workspaceId }: Actor,
  { edit: _edit, lines, ...content }: QuoteDraft,
): Promise<QuoteContent> {
  const { priceListId, personId, currency } = content;
  if (personId && (await selectPeople(workspaceId, [personId])).length === 0)
    throw invalidField('personId', 'is nobody of this workspace');
  const prices = priceListId ? await pricesOf(workspaceId, { priceListId, currency }) : [];
  const ids = lines.flatMap(({ productId }) => productId ?? []);
  const products = new Map(
    (await selectProducts(workspaceId, { ids })).map((product) => [product.id, product]),
  );
  const errors: FieldError[] = [];
  const priced = lines.flatMap((line, place) => {
    const product = line.productId === null ? null : products.get(line.productId);
    if (product === undefined) {
      errors.push({ path: `lines.${place}.productId`, message: 'is no product of this workspace' });
      return [];
    }
    const priceMinor = line.priceMinor ?? (product && priceFor(prices, product.id, line.quantity));
    if (priceMinor === null || priceMinor === undefined) {
      errors.push({ path: `lines.${place}.priceMinor`, message: 'give a price: no price list has one' });
      return [];
    }
    return [toLine(line, product, priceMinor)];
  });
  if (errors.length > 0) throw invalid(errors);
  const { taxes: _taxes, ...sums } = totalsOf(priced);
  if (![...priced.map(({ netMinor }) => netMinor), sums.totalMinor].every(Number.isSafeInteger))
    throw invalidField('lines', 'come to more than can be counted');
  return { ...content, lines: priced, ...sums };
}

function toLine(line: NewLine, product: Product | null, priceMinor: number): QuoteLine {
  const { quantity, discountBasisPoints } = line;
  return {
    productId: line.productId,
    name: line.name ?? product?.name ?? '',
    description: line.description === undefined ? (product?.description ?? null) : line.description,
    cycle: line.cycle ?? product?.cycle ?? 'once',
    ...{ quantity, priceMinor, discountBasisPoints },
    taxBasisPoints: line.taxBasisPoints ?? product?.taxBasisPoints ?? 0,
    netMinor: netOf({ quantity, priceMinor, discountBasisPoints }),
  };
}

async function pricesOf(
  workspaceId: string,
  { priceListId, currency }: { priceListId: string; currency: string },
): Promise<readonly Price[]> {
  const [list] = await selectPriceLists(workspaceId, { id: priceListId });
  if (!list) throw invalidField('priceListId', 'is no price list of this workspace');
  if (list.currency !== currency)
    throw invalidField('currency', `is not the price list’s, which is ${list.currency}`);
  return list.prices;
}
