import type { IdentityFact } from '../billing/facts.ts';
import { clickIdsOf, readCustomData } from '../billing/identity.ts';
import { emailOf, type Json, objectOf, textOf } from '../fields.ts';
import type { WireEvent } from './wire.ts';

/** Every object may say something of the customer. */
export function identityFacts({ object }: WireEvent): IdentityFact[] {
  const custom = metadataOf(object).map(readCustomData);
  const teller = String(object.object);
  return [
    {
      kind: 'identity',
      teller,
      externalId: custom.find(({ externalId }) => externalId)?.externalId ?? null,
      clickIds: [...custom.flatMap(({ clickIds }) => clickIds), ...clickIdsOf(object.client_reference_id)],
      ...contactOf(object, teller === 'customer'),
    },
  ];
}

function metadataOf(object: Json): Json[] {
  const details = objectOf(objectOf(object.parent).subscription_details);
  return [object.metadata, details.metadata, objectOf(object.subscription_details).metadata].map(objectOf);
}

function contactOf(object: Json, isCustomer: boolean): { email: string | null; name: string | null } {
  const details = objectOf(object.customer_details);
  const email = isCustomer
    ? object.email
    : (details.email ?? object.customer_email ?? object.receipt_email ?? null);
  const name = isCustomer ? object.name : (details.name ?? object.customer_name ?? null);
  return { email: emailOf(email) ?? null, name: textOf(name)?.slice(0, 200) ?? null };
}
