import type { FastifyRequest } from 'fastify';
import type { DeskDelivery, DeskKind } from '../../signals/index.ts';
import type { Json } from '../fields.ts';

/** A delivery to a desk's address, as it came. */
export interface Signed {
  body: Buffer;
  headers: FastifyRequest['headers'];
  /** The desk's. */
  secret: string;
}

/** One help desk: how its deliveries prove where they come from, and what they say. */
export interface DeskSystem {
  kind: DeskKind;
  isGenuine(delivery: Signed): boolean;
  /** A delivery with nothing of ours in it says neither a ticket nor a contact. */
  read(message: Json): DeskDelivery;
}

export const NOTHING: DeskDelivery = { externalId: null, at: null, ticket: null, contact: null };
