import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import type { App } from '../core/http/server.ts';
import { Currency } from '../core/money.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { listSubsOfSales } from '../tracking/index.ts';
import { changeMinimum, listOpenPayoutItems, listOwnPayouts } from './list-payouts.ts';
import { Minimum, MinimumChange, OpenPayoutItem, PortalPayout, Statement, StatementQuery } from './schema.ts';
import { listMinimums } from './store/minimums.ts';
import { viewOwnStatement, viewStatement } from './view-statement.ts';
import { writeStatement } from './write-files.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Payouts'];
const portal = { permission: 'portal.use' };

/** Statements for staff and for the affiliates themselves, and the minimums under which a balance waits. */
export function statementRoutes(app: App): void {
  staffRoutes(app);
  openItemRoutes(app);
  portalRoutes(app);
  minimumRoutes(app);
}

function staffRoutes(app: App): void {
  const config = { permission: 'payouts.read' };
  app.get(
    '/api/v1/affiliates/:id/statement',
    {
      schema: { params: IdParams, querystring: StatementQuery, response: { 200: Statement }, tags },
      config,
    },
    ({ actor, params, query }) => viewStatement(actor, params.id, query),
  );
  app.get(
    '/api/v1/affiliates/:id/statement.csv',
    { schema: { params: IdParams, querystring: StatementQuery, produces: ['text/csv'], tags }, config },
    async ({ actor, params, query }, reply) =>
      sendStatement(reply, await viewStatement(actor, params.id, query), actor),
  );
}

function openItemRoutes(app: App): void {
  app.get(
    '/api/v1/affiliates/:id/open-payout-items',
    {
      schema: {
        params: IdParams,
        response: { 200: z.object({ data: z.array(OpenPayoutItem) }) },
        tags,
      },
      config: { permission: 'payouts.read' },
    },
    async ({ actor, params }) => ({ data: await listOpenPayoutItems(actor, params.id) }),
  );
}

function portalRoutes(app: App): void {
  app.get(
    '/api/v1/portal/payouts',
    {
      schema: { querystring: PageQuery, response: { 200: pageOf(PortalPayout) }, tags: ['Portal'] },
      config: portal,
    },
    ({ actor, query }) => listOwnPayouts(actor, query),
  );
  app.get(
    '/api/v1/portal/statement',
    {
      schema: { querystring: StatementQuery, response: { 200: Statement }, tags: ['Portal'] },
      config: portal,
    },
    ({ actor, query }) => viewOwnStatement(actor, query),
  );
  app.get(
    '/api/v1/portal/statement.csv',
    { schema: { querystring: StatementQuery, produces: ['text/csv'], tags: ['Portal'] }, config: portal },
    async ({ actor, query }, reply) => sendStatement(reply, await viewOwnStatement(actor, query), actor),
  );
}

async function sendStatement(reply: FastifyReply, statement: Statement, actor: Actor): Promise<string> {
  const { affiliateId, movements, conditions } = statement;
  const sales = [...movements, ...conditions].flatMap(({ saleExternalId }) => saleExternalId ?? []);
  const subs = await listSubsOfSales(actor.workspaceId, affiliateId, [...new Set(sales)]);
  const name = `statement-${statement.month}-${statement.currency}.csv`;
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
  return writeStatement(statement, actor.locale, subs);
}

function minimumRoutes(app: App): void {
  app.get(
    '/api/v1/payout-minimums',
    {
      schema: { response: { 200: z.object({ data: z.array(Minimum) }) }, tags },
      config: { permission: 'payouts.read' },
    },
    async ({ actor }) => ({ data: await listMinimums(actor.workspaceId) }),
  );
  app.put(
    '/api/v1/payout-minimums/:currency',
    {
      schema: {
        params: z.object({ currency: Currency }),
        body: MinimumChange,
        response: { 200: Minimum },
        tags,
      },
      config: { permission: 'payouts.create' },
    },
    ({ actor, params, body }) => changeMinimum(actor, params.currency, body.amountMinor),
  );
}
