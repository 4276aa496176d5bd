import { findReferredCustomer, pageOfReferredCustomers, rememberCustomer } from '../../tracking/index.ts';
import type { Identity } from './identity.ts';
import type { BillingSystem } from './system.ts';

const MOST_OF_ONE_ADDRESS = 20;

/**
 * By which id a customer is known: the seller's own, else the billing system's where it was used before, else that of a
 * customer whom the seller told with this e-mail address, else the billing system's, else the address.
 * @param fallback for a payment that names nobody.
 */
export async function findCustomerId(
  workspaceId: string,
  { ownCustomerId }: Pick<BillingSystem, 'ownCustomerId'>,
  { externalId, email }: Pick<Identity, 'externalId' | 'email'>,
  systemId: string | null,
  fallback: string,
): Promise<string> {
  if (externalId) return externalId;
  if (systemId && (await findReferredCustomer(workspaceId, { externalId: systemId }))) return systemId;
  if (email) {
    const { data } = await pageOfReferredCustomers(workspaceId, { email, limit: MOST_OF_ONE_ADDRESS });
    const own = data.filter((customer) => {
      const isSystems = ownCustomerId?.test(customer.externalId) ?? false;
      return !isSystems && customer.externalId !== email;
    });
    const oldest = own.at(-1);
    if (oldest) return oldest.externalId;
  }
  return systemId ?? email ?? fallback;
}

/** Knows the customer by every click that was told for them. */
export async function rememberClicks(
  workspaceId: string,
  externalId: string,
  { clickIds, email, name }: Identity,
): Promise<void> {
  for (const clickId of clickIds) await rememberCustomer(workspaceId, { externalId, email, name }, clickId);
}
