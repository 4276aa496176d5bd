import type { FastifyRequest } from 'fastify';
import Stripe from 'stripe';
import { now } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { findConnection, receiveEvent, refuseDelivery } from '../../signals/index.ts';
import { describeEvent } from './describe-event.ts';

const TOLERANCE_S = 300;
const MAX_EVENT_BYTES = 1_048_576;
/** A busy seller's events all come from the same few addresses. */
const EVENTS_PER_MINUTE = 60_000;

/** Where Stripe delivers events: kept and answered at once, settled from the queue. */
export function stripeRoutes(app: App): void {
  app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_EVENT_BYTES },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.post<{ Params: { connection: string } }>(
      '/webhooks/stripe/:connection',
      {
        schema: { hide: true },
        config: { permission: 'public', rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' } },
      },
      async (request) => {
        await take(request.params.connection, request);
        return { received: true };
      },
    );
  });
}

/** @throws Problem 404 for an unknown connection, 400 for a signature that does not fit or is too old. */
async function take(connectionId: string, { body, headers }: FastifyRequest): Promise<void> {
  const connection = await findConnection('stripe', connectionId);
  if (!connection) throw notFound('connection');
  const event = connection.secret && readEvent(body, headers['stripe-signature'], connection.secret);
  if (!event) {
    await refuseDelivery(connection);
    const detail = connection.secret
      ? 'The signature does not fit this connection’s secret, or is older than five minutes.'
      : 'This connection has no signing secret yet.';
    throw new Problem(400, 'bad_signature', 'Bad signature', detail);
  }
  await receiveEvent(connection, describeEvent(event));
}

function readEvent(body: unknown, signature: unknown, secret: string): Stripe.Event | null {
  if (!Buffer.isBuffer(body) || typeof signature !== 'string') return null;
  try {
    const receivedAt = now().getTime();
    return Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, receivedAt);
  } catch {
    return null;
  }
}
