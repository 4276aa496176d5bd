import { queryOptions } from '@tanstack/react-query';
import type { PriceList, Product } from '../../../server/customers/quotes/schema/product.ts';
import type { Quote, QuoteView } from '../../../server/customers/quotes/schema/quote.ts';
import { api, type Jsonified, type Page, type Query } from '../../ui/api.ts';

export type QuoteRow = Jsonified<Quote>;
export type ShownQuote = Jsonified<QuoteView>;
export type QuoteLine = ShownQuote['lines'][number];
export type ProductRow = Jsonified<Product>;
export type PriceListRow = Jsonified<PriceList>;

export function quoteQuery(id: string) {
  return queryOptions({
    queryKey: ['/quotes', id],
    queryFn: () => api.get<ShownQuote>(`/quotes/${id}`),
  });
}

export function quotesOfQuery(query: Query) {
  return queryOptions({
    queryKey: ['/quotes', 'of', query],
    queryFn: () => api.get<Page<QuoteRow>>('/quotes', query),
  });
}

export const productsQuery = queryOptions({
  queryKey: ['/products'],
  queryFn: () => api.get<{ data: ProductRow[] }>('/products'),
});

export const priceListsQuery = queryOptions({
  queryKey: ['/price-lists'],
  queryFn: () => api.get<{ data: PriceListRow[] }>('/price-lists'),
});
