import { isId } from '../../core/ids.ts';
import { emailOf, idOf, type Json, objectOf, textOf } from '../fields.ts';
import type { WireEvent } from './wire.ts';

const CLICK_PREFIX = /^dub_id_/;

/** Who a customer is, as far as events told it. */
export interface Identity {
  /** The seller's own id of the customer; the first that was told stays. */
  externalId: string | null;
  email: string | null;
  name: string | null;
  /** Our clicks that anything names. */
  clickIds: string[];
  /** The kinds of objects that told it: `customer`, `checkout.session`, `subscription`. */
  tellers: Set<string>;
}

/** @param events in order. */
export function identityOf(events: readonly WireEvent[]): Identity {
  const identity: Identity = { externalId: null, email: null, name: null, clickIds: [], tellers: new Set() };
  const clickIds = new Set<string>();
  for (const { object } of events) {
    for (const metadata of metadataOf(object)) {
      identity.externalId ??= idOf(metadata.dubCustomerExternalId) ?? null;
      for (const id of [metadata.goodwordClickId, metadata.dubClickId]) addClick(clickIds, id);
    }
    addClick(clickIds, object.client_reference_id);
    const isCustomer = object.object === 'customer';
    identity.tellers.add(String(object.object));
    const told = contactOf(object, isCustomer);
    // What the customer record says holds; the latest of it.
    identity.email = isCustomer ? (told.email ?? identity.email) : (identity.email ?? told.email);
    identity.name = isCustomer ? (told.name ?? identity.name) : (identity.name ?? told.name);
  }
  return { ...identity, clickIds: [...clickIds] };
}

function metadataOf(object: Json): Json[] {
  const details = objectOf(objectOf(object.parent).subscription_details);
  return [object.metadata, details.metadata, objectOf(object.subscription_details).metadata].map(objectOf);
}

function addClick(clickIds: Set<string>, told: unknown): void {
  const id = textOf(told)?.replace(CLICK_PREFIX, '');
  if (id && isId(id, 'clk')) clickIds.add(id);
}

function contactOf(object: Json, isCustomer: boolean): { email: string | null; name: string | null } {
  const details = objectOf(object.customer_details);
  const email = isCustomer
    ? object.email
    : (details.email ?? object.customer_email ?? object.receipt_email ?? null);
  const name = isCustomer ? object.name : (details.name ?? object.customer_name ?? null);
  return { email: emailOf(email) ?? null, name: textOf(name)?.slice(0, 200) ?? null };
}
