import { mailDomainOf } from '../deals/rules.ts';
import type { DealTouch } from '../rules.ts';
import type { CustomerRow } from '../store/conversions.ts';
import { type ProtectedDeal, selectProtectedDeals } from '../store/deal-matches.ts';

type Known = Pick<CustomerRow, 'id' | 'external_id' | 'account_external_id' | 'email'>;

/** The registrations that customers fall under, by their e-mail address, its domain, or their account; by customer. */
export async function readDeals(
  workspaceId: string,
  customers: readonly Known[],
): Promise<Map<string, DealTouch[]>> {
  const keys = customers.map(keysOf);
  const deals = await selectProtectedDeals(workspaceId, {
    emails: keys.flatMap(({ email }) => email ?? []),
    domains: keys.flatMap(({ domain }) => domain ?? []),
    accounts: keys.map(({ account }) => account),
  });
  if (deals.length === 0) return new Map();
  return new Map(
    keys.map((key) => [key.id, deals.filter((deal) => covers(deal, key)).map((deal) => deal.touch)]),
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

function covers(deal: ProtectedDeal, { email, domain, account }: ReturnType<typeof keysOf>): boolean {
  return (
    deal.email === email ||
    (domain !== null && deal.domain === domain) ||
    (account !== null && deal.accountExternalId === account)
  );
}
