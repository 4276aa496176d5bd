import { type Affiliate, listAffiliates } from '../../../affiliates/index.ts';
import { notFound } from '../../../core/problem.ts';
import { findReferredCustomer, type ReferredCustomer } from '../../../tracking/index.ts';
import { externalIdIn, fromWireId, toWireId } from '../wire-ids.ts';

/** @param wireId `cus_…`, or `ext_` and the caller's own id. @throws Problem 404 */
export async function getCustomer(workspaceId: string, wireId: string): Promise<ReferredCustomer> {
  const externalId = externalIdIn(wireId);
  const key = externalId ? { externalId } : { id: fromWireId('customer', wireId) };
  const customer = await findReferredCustomer(workspaceId, key);
  if (!customer) throw notFound('customer');
  return customer;
}

/** @param isExpanded with the partner who brought the customer. */
export async function describeCustomers(
  workspaceId: string,
  customers: ReferredCustomer[],
  isExpanded: boolean,
) {
  if (!isExpanded) return customers.map(describeCustomer);
  const ids = customers.flatMap(({ affiliateId }) => affiliateId ?? []);
  const partners = new Map((await listAffiliates(workspaceId, ids)).map((partner) => [partner.id, partner]));
  return customers.map((customer) => ({
    ...describeCustomer(customer),
    programId: customer.offerId && toWireId('offer', customer.offerId),
    partner: describeReferrer(partners.get(customer.affiliateId ?? '')),
    discount: null,
  }));
}

function describeCustomer(customer: ReferredCustomer) {
  return {
    id: toWireId('customer', customer.id),
    externalId: customer.externalId,
    name: customer.name,
    email: customer.email,
    avatar: customer.avatarUrl,
    createdAt: customer.createdAt.toISOString(),
    firstSaleAt: customer.firstSaleAt?.toISOString() ?? null,
  };
}

function describeReferrer(partner: Affiliate | undefined) {
  if (!partner) return null;
  return { id: toWireId('affiliate', partner.id), name: partner.name, email: partner.email, image: null };
}
