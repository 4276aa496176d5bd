import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { changePriceList, createPriceList, listPriceLists } from './keep-price-lists.ts';
import { changeProduct, createProduct, listProducts } from './keep-products.ts';
import {
  ArchivedQuery,
  NewPriceList,
  NewProduct,
  PriceList,
  PriceListChange,
  Product,
  ProductChange,
} from './schema/product.ts';

const tags = ['Products'];
const canRead = { permission: 'deals.read' };
const canWrite = { permission: 'pipelines.write' };

export function productRoutes(app: App): void {
  app.get(
    '/api/v1/products',
    {
      schema: { querystring: ArchivedQuery, response: { 200: z.object({ data: z.array(Product) }) }, tags },
      config: canRead,
    },
    async ({ actor, query }) => ({ data: await listProducts(actor, query.isArchived) }),
  );
  app.post(
    '/api/v1/products',
    { schema: { body: NewProduct, response: { 201: Product }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createProduct(actor, body);
    },
  );
  app.patch(
    '/api/v1/products/:id',
    { schema: { params: IdParams, body: ProductChange, response: { 200: Product }, tags }, config: canWrite },
    ({ actor, params, body }) => changeProduct(actor, params.id, body),
  );
  priceListRoutes(app);
}

function priceListRoutes(app: App): void {
  app.get(
    '/api/v1/price-lists',
    {
      schema: { querystring: ArchivedQuery, response: { 200: z.object({ data: z.array(PriceList) }) }, tags },
      config: canRead,
    },
    async ({ actor, query }) => ({ data: await listPriceLists(actor, query.isArchived) }),
  );
  app.post(
    '/api/v1/price-lists',
    { schema: { body: NewPriceList, response: { 201: PriceList }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createPriceList(actor, body);
    },
  );
  app.patch(
    '/api/v1/price-lists/:id',
    {
      schema: { params: IdParams, body: PriceListChange, response: { 200: PriceList }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => changePriceList(actor, params.id, body),
  );
}
