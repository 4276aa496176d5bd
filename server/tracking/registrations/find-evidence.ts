import { listSimilarAccounts } from '../../customers/index.ts';
import type { RegistrationEvidence } from '../schema/registration.ts';
import { listKnownCustomers, listSimilarRegistrations } from '../store/registration-matches.ts';
import type { RegistrationRow } from '../store/registrations.ts';

/** Who a registered customer may be already: in the record, among the referred customers, among the registrations. */
export async function findEvidence(
  workspaceId: string,
  registration: RegistrationRow,
): Promise<RegistrationEvidence> {
  const { email, domain, company: name } = registration;
  const accounts = await listSimilarAccounts(workspaceId, { domain, name, email });
  const customers = await listKnownCustomers(workspaceId, registration);
  const registrations = await listSimilarRegistrations(workspaceId, registration);
  return {
    accounts: accounts
      .filter(({ id }) => id !== registration.accountId)
      .map((account) => ({
        ...account,
        by: sameness(account.hasPerson, account.isSameDomain, account.isSameName),
      })),
    customers: customers.map((customer) => ({
      ...customer,
      by: sameness(customer.isSameEmail, !customer.isSameEmail, false),
    })),
    registrations: registrations.map((other) => ({
      ...other,
      by: sameness(other.isSameEmail, other.isSameDomain, other.isSameName),
    })),
  };
}

function sameness(isSameEmail: boolean, isSameDomain: boolean, isSameName: boolean) {
  const found = { email: isSameEmail, domain: isSameDomain, company: isSameName };
  return (['email', 'domain', 'company'] as const).filter((key) => found[key]);
}

/**
 * Why a registration is refused without a person: the address or the company's domain is a customer's, or was
 * accepted for somebody else. A name alone is not enough; two companies may share one.
 */
export function obviousDuplicate(
  { affiliateId }: Pick<RegistrationRow, 'affiliateId'>,
  evidence: RegistrationEvidence,
): 'existing_customer' | 'already_registered' | null {
  const isSure = ({ by }: { by: string[] }) => by.includes('email') || by.includes('domain');
  const isTaken = evidence.registrations.some(
    (registration) =>
      isSure(registration) &&
      registration.affiliateId !== affiliateId &&
      (registration.status === 'accepted' || registration.status === 'won'),
  );
  if (isTaken) return 'already_registered';
  const isCustomer =
    evidence.accounts.some((account) => isSure(account) && account.stage === 'customer') ||
    evidence.customers.some((customer) => customer.firstSaleAt !== null);
  return isCustomer ? 'existing_customer' : null;
}
