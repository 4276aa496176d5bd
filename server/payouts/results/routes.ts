import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { applyResults, previewResults } from './apply-results.ts';
import { PayoutResults, ResultFile } from './schema.ts';

/** Four bytes for each character that a file may have, and the quotes around them. */
const BODY_LIMIT_BYTES = 17_000_000;

const IdParams = z.object({ id: z.string() });
const tags = ['Payouts'];
const creating = { permission: 'payouts.create' };

export function resultRoutes(app: App): void {
  app.post(
    '/api/v1/payouts/:id/results/preview',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { params: IdParams, body: ResultFile, response: { 200: PayoutResults }, tags },
      config: creating,
    },
    ({ actor, params, body }) => previewResults(actor, params.id, body),
  );
  app.post(
    '/api/v1/payouts/:id/results',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { params: IdParams, body: ResultFile, response: { 201: PayoutResults }, tags },
      config: creating,
    },
    (request, reply) => {
      reply.code(201);
      return applyResults(request.actor, request.params.id, request.body);
    },
  );
}
