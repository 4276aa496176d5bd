import { median } from './median.ts';
import type { Finding, GrowthFacts } from './rules.ts';

/** Fewer customers of an industry do not show what is usual in it. */
const MIN_SIMILAR_CUSTOMERS = 5;
const MIN_OWNERS = 3;
/** From this share on, a product is usual among them. */
const USUAL_SHARE = 0.3;

/** A product that is usual among paying customers of an industry, with what they pay a month for it: the median. */
export interface ProductStandard {
  industry: string;
  productId: string;
  product: string;
  currency: string;
  customers: number;
  owners: number;
  monthlyMinor: number;
}

/** The order of the customers does not matter. */
export function learnProducts(customers: readonly GrowthFacts[]): ProductStandard[] {
  const paying = customers.filter(({ industry, mrrMinor }) => industry !== null && mrrMinor);
  return [...Map.groupBy(paying, ({ industry }) => industry ?? '')]
    .filter(([, similar]) => similar.length >= MIN_SIMILAR_CUSTOMERS)
    .flatMap(([industry, similar]) => usualOf(industry, similar))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function usualOf(industry: string, similar: readonly GrowthFacts[]): ProductStandard[] {
  const bought = similar.flatMap(({ products }) => products);
  return [...Map.groupBy(bought, ({ productId, currency }) => `${productId} ${currency}`).values()].flatMap(
    (owned) => {
      const [first] = owned;
      const isUsual = owned.length >= MIN_OWNERS && owned.length / similar.length >= USUAL_SHARE;
      if (!first || !isUsual) return [];
      const { productId, name: product, currency } = first;
      const monthlyMinor = Math.round(median(owned.map((one) => one.monthlyMinor)));
      const counts = { customers: similar.length, owners: owned.length };
      return { industry, productId, product, currency, ...counts, monthlyMinor };
    },
  );
}

function keyOf({ industry, productId, currency }: ProductStandard): string {
  return JSON.stringify([industry, productId, currency]);
}

/** Of the products that are usual in the customer's industry and that it does not have, the one that most have. */
export function findProduct(facts: GrowthFacts, standards: readonly ProductStandard[]): Finding | null {
  const { industry, currency, mrrMinor, products } = facts;
  if (!industry || !currency || !mrrMinor) return null;
  const [best] = standards
    .filter((one) => one.industry === industry && one.currency === currency && one.monthlyMinor > 0)
    .filter(({ productId }) => !products.some((own) => own.productId === productId))
    .toSorted(
      (a, b) => b.owners - a.owners || b.monthlyMinor - a.monthlyMinor || (keyOf(a) < keyOf(b) ? -1 : 1),
    );
  if (!best) return null;
  const { product, owners, customers, monthlyMinor } = best;
  const inputs = {
    ...{ product, industry, owners, similarCustomers: customers, ownedShare: owners / customers },
    ...{ productMinor: monthlyMinor, currency },
  };
  return { kind: 'product', monthlyMinor, currency, inputs };
}
