import type { FastifyRequest } from 'fastify';
import type { App } from '../../core/http/server.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { findDesk, receiveDelivery, refuseDeskDelivery } from '../../signals/index.ts';
import { objectOf } from '../fields.ts';
import type { DeskSystem } from './desk-system.ts';
import { freshdesk } from './freshdesk.ts';
import { intercom } from './intercom.ts';
import { zendesk } from './zendesk.ts';

const MAX_DELIVERY_BYTES = 1_048_576;
/** A busy help desk's deliveries all come from the same few addresses. */
const DELIVERIES_PER_MINUTE = 60_000;
const SYSTEMS: readonly DeskSystem[] = [zendesk, intercom, freshdesk];

/** Where help desks deliver: kept, and the ticket brought up to date, before it is answered. */
export function deskWebhookRoutes(app: App): void {
  app.register(async (scope) => {
    // Signatures are over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_DELIVERY_BYTES },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    for (const system of SYSTEMS) {
      const url = `/webhooks/${system.kind}/:desk`;
      const config = {
        permission: 'public',
        rateLimit: { max: DELIVERIES_PER_MINUTE, timeWindow: '1 minute' },
      };
      scope.post<{ Params: { desk: string } }>(url, { schema: { hide: true }, config }, async (request) => {
        await take(system, request.params.desk, request);
        return { received: true };
      });
      // Intercom asks in this way whether the address is there.
      scope.head<{ Params: { desk: string } }>(
        url,
        { schema: { hide: true }, config },
        async ({ params }, reply) => {
          if (!(await findDesk(system.kind, params.desk))) throw notFound('help desk');
          return reply.send();
        },
      );
    }
  });
}

/** @throws Problem 404 for an unknown desk, 400 for what is not genuine or no JSON. */
async function take(system: DeskSystem, deskId: string, { body, headers }: FastifyRequest): Promise<void> {
  const desk = await findDesk(system.kind, deskId);
  if (!desk) throw notFound('help desk');
  const { secret } = desk;
  if (!secret || !Buffer.isBuffer(body) || !system.isGenuine({ body, headers, secret })) {
    await refuseDeskDelivery(desk);
    const detail = secret
      ? 'The signature or password does not fit this help desk’s secret.'
      : 'This help desk has no secret yet.';
    throw new Problem(400, 'bad_signature', 'Bad signature', detail);
  }
  await receiveDelivery(desk, system.read(parse(body)));
}

function parse(body: Buffer) {
  try {
    return objectOf(JSON.parse(body.toString('utf8')));
  } catch {
    throw new Problem(400, 'bad_json', 'No JSON', 'The body is not JSON.');
  }
}
