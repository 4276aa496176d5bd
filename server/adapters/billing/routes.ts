import type { FastifyRequest } from 'fastify';
import type { App } from '../../core/http/server.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { findConnection, receiveEvent, refuseDelivery } from '../../signals/index.ts';
import type { BillingSystem } from './system.ts';
import { SYSTEMS } from './systems.ts';

const MAX_EVENT_BYTES = 1_048_576;
/** A busy seller's events all come from the same few addresses. */
const EVENTS_PER_MINUTE = 60_000;

/** Where billing systems deliver events: kept and answered at once, settled from the queue. */
export function billingWebhookRoutes(app: App): void {
  app.register(async (scope) => {
    // Signatures are over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_EVENT_BYTES },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    for (const system of Object.values(SYSTEMS).filter(({ readDelivery }) => readDelivery))
      scope.post<{ Params: { connection: string } }>(
        `/webhooks/${system.kind}/:connection`,
        {
          schema: { hide: true },
          config: { permission: 'public', rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' } },
        },
        async (request) => {
          await take(system, request.params.connection, request);
          return { received: true };
        },
      );
  });
}

/** @throws Problem 404 for an unknown connection, 400 for a signature that does not fit or is too old. */
async function take(
  system: BillingSystem,
  connectionId: string,
  { body, headers }: FastifyRequest,
): Promise<void> {
  const connection = await findConnection(system.kind, connectionId);
  if (!connection) throw notFound('connection');
  const { secret } = connection;
  const event =
    secret && Buffer.isBuffer(body)
      ? ((await system.readDelivery?.({ body, headers, secret })) ?? null)
      : null;
  if (!event) {
    await refuseDelivery(connection);
    const detail = secret
      ? 'The signature does not fit this connection’s secret, or is too old.'
      : 'This connection has no signing secret yet.';
    throw new Problem(400, 'bad_signature', 'Bad signature', detail);
  }
  await receiveEvent(connection, event);
}
