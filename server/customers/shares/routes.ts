import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { Id, IdParams } from '../schema/query.ts';
import { AccountShare, NewAccountShare } from './schema.ts';
import { listShares, revokeShare, shareAccount } from './share-account.ts';

const tags = ['Accounts'];

export function shareRoutes(app: App): void {
  app.get(
    '/api/v1/accounts/:id/shares',
    {
      schema: { params: IdParams, response: { 200: z.object({ data: z.array(AccountShare) }) }, tags },
      config: { permission: 'accounts.read' },
    },
    ({ actor, params }) => listShares(actor, params.id),
  );
  app.put(
    '/api/v1/accounts/:id/shares',
    {
      schema: { params: IdParams, body: NewAccountShare, response: { 200: AccountShare }, tags },
      config: { permission: 'accounts.write' },
    },
    ({ actor, params, body }) => shareAccount(actor, params.id, body),
  );
  app.delete(
    '/api/v1/accounts/:id/shares/:shareId',
    {
      schema: { params: z.object({ id: Id, shareId: Id }), response: { 204: z.null() }, tags },
      config: { permission: 'accounts.write' },
    },
    async ({ actor, params }, reply) => {
      await revokeShare(actor, params.id, params.shareId);
      return reply.code(204).send(null);
    },
  );
}
