import Stripe from 'stripe';
import { expect } from 'vitest';
import type { App } from '../../server/core/http/server.ts';

export const STRIPE_SECRET = 'whsec_a_secret_for_tests_only';

export interface StripeEvent {
  id: string;
  object: 'event';
  created: number;
  type: string;
  data: { object: Record<string, unknown> };
}

let count = 0;

/** An event in Stripe's documented shape. @param created in seconds. */
export function stripeEvent(type: string, object: Record<string, unknown>, created: number): StripeEvent {
  count += 1;
  return { id: `evt_${count}`, object: 'event', created, type, data: { object } };
}

interface Signature {
  secret?: string;
  timestamp?: number;
}

/** An event as Stripe sends it, signed by the library's own hand. */
export function signed(event: object, more: Signature = {}) {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET, ...more });
  const headers = { 'stripe-signature': signature, 'content-type': 'application/json; charset=utf-8' };
  return { payload, headers };
}

export async function deliver(app: App, connectionId: string, event: object, more: Signature = {}) {
  return app.inject({ method: 'POST', url: `/webhooks/stripe/${connectionId}`, ...signed(event, more) });
}

/** A connection that takes what `deliver` sends. */
export async function connectStripe(app: App, headers: Record<string, string>): Promise<string> {
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/v1/billing-connections', headers },
    body: { kind: 'stripe', name: 'Stripe', secret: STRIPE_SECRET },
  });
  expect(answer.statusCode).toBe(201);
  return answer.json().id;
}
