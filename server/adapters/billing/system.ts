import type { FastifyRequest } from 'fastify';
import type { BillingKind, ReceivedEvent, StoredEvent } from '../../signals/index.ts';
import type { Fact } from './facts.ts';

/** A delivery to a connection's address, as it came. */
export interface Delivery {
  body: Buffer;
  headers: FastifyRequest['headers'];
  /** The connection's. */
  secret: string;
}

/** One billing system: how its events prove where they come from, and what they say. */
export interface BillingSystem {
  kind: BillingKind;
  /** Null for what is not genuine, too old, or no event. Without it, nothing is delivered to a webhook. */
  readDelivery?(delivery: Delivery): Promise<ReceivedEvent | null> | ReceivedEvent | null;
  /** The types of events that are settled; others only add to what these say. */
  needed: RegExp;
  readFacts(event: Pick<StoredEvent, 'type' | 'createdAt' | 'payload'>): Fact[];
  /** The types of events that tell who a customer is. */
  describing: string[];
  /** Which subjects lead from one event to the others of one payment, or of one subscription. */
  leads: Record<'payment' | 'subscription', RegExp>;
  /** Who is expected to tell whose a subscription is, before it is settled. */
  subscriptionTellers: string[];
  /** Ids of customers that are the billing system's, not the seller's. */
  ownCustomerId: RegExp | null;
}
