import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { BillingFactInput, BillingFactTaken } from './schema.ts';
import { takeFact } from './take-fact.ts';

const FACTS_PER_MINUTE = 60_000;

/** Where a seller's own billing tells payments, refunds, disputes and subscriptions. */
export function jsonBillingRoutes(app: App): void {
  app.post(
    '/api/v1/billing-connections/:id/events',
    {
      schema: {
        summary: 'Tell a payment, refund, dispute or subscription of your own billing',
        params: z.object({ id: z.string().max(100) }),
        body: BillingFactInput,
        response: { 200: BillingFactTaken, 202: BillingFactTaken },
        tags: ['Billing'],
      },
      config: { permission: 'events.write', rateLimit: { max: FACTS_PER_MINUTE, timeWindow: '1 minute' } },
    },
    async ({ actor, params, body }, reply) => {
      const taken = await takeFact(actor, params.id, body);
      reply.code(taken.isRepeat ? 200 : 202);
      return taken;
    },
  );
}
