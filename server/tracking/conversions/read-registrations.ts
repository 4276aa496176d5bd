import { mailDomainOf } from '../registrations/rules.ts';
import type { RegistrationTouch } from '../rules.ts';
import type { CustomerRow } from '../store/conversions.ts';
import { type ProtectedRegistration, selectProtectedRegistrations } from '../store/registration-matches.ts';

type Known = Pick<CustomerRow, 'id' | 'external_id' | 'account_external_id' | 'email'>;

/** The registrations that customers fall under, by their e-mail address, its domain, or their account; by customer. */
export async function readRegistrations(
  workspaceId: string,
  customers: readonly Known[],
): Promise<Map<string, RegistrationTouch[]>> {
  const keys = customers.map(keysOf);
  const registrations = await selectProtectedRegistrations(workspaceId, {
    emails: keys.flatMap(({ email }) => email ?? []),
    domains: keys.flatMap(({ domain }) => domain ?? []),
    accounts: keys.map(({ account }) => account),
  });
  if (registrations.length === 0) return new Map();
  return new Map(
    keys.map((key) => [
      key.id,
      registrations
        .filter((registration) => covers(registration, key))
        .map((registration) => registration.touch),
    ]),
  );
}

function keysOf({ id, email, external_id, account_external_id }: Known) {
  const address = email?.toLowerCase() ?? null;
  return {
    id,
    email: address,
    domain: address ? mailDomainOf(address) : null,
    account: account_external_id ?? external_id,
  };
}

function covers(
  registration: ProtectedRegistration,
  { email, domain, account }: ReturnType<typeof keysOf>,
): boolean {
  return (
    registration.email === email ||
    (domain !== null && registration.domain === domain) ||
    (account !== null && registration.accountExternalId === account)
  );
}
