import type { StoredEvent } from '../../signals/index.ts';
import { type Json, objectOf, textOf } from '../fields.ts';

/** An event with the object that it tells of, as that was when the event was made. */
export interface WireEvent {
  type: string;
  at: Date;
  object: Json;
}

export function toWireEvent({
  type,
  createdAt,
  payload,
}: Pick<StoredEvent, 'type' | 'createdAt' | 'payload'>): WireEvent {
  return { type, at: createdAt, object: objectOf(objectOf(objectOf(payload).data).object) };
}

/** The id in a field that holds an id or, expanded, the object itself. */
export function refOf(value: unknown): string | null {
  return textOf(typeof value === 'string' ? value : objectOf(value).id) ?? null;
}

/** The items of a list object, or of a plain list. */
export function listOf(value: unknown): Json[] {
  const items = Array.isArray(value) ? value : objectOf(value).data;
  return Array.isArray(items) ? items.map(objectOf) : [];
}

/** An amount in Stripe's smallest unit; 0 where there is none. */
export function amountOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}

export function momentOf(value: unknown): Date | null {
  return typeof value === 'number' && value > 0 ? new Date(value * 1_000) : null;
}

// Stripe counts these in hundredths, although the currency has none: https://docs.stripe.com/currencies#special-cases
const COUNTED_IN_HUNDREDTHS = new Set(['ISK', 'UGX']);

/** Integer minor units of the currency as ISO 4217 has them. */
export function toMinor(amount: number, currency: string): number {
  return COUNTED_IN_HUNDREDTHS.has(currency.toUpperCase()) ? Math.round(amount / 100) : amount;
}
