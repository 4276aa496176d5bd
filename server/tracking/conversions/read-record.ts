import { findAccountIds, findPeople, findPersonIds, listAccountSummaries } from '../../customers/index.ts';
import { listAccountFacts } from '../../signals/index.ts';
import { type CustomerRow, writeCustomerSince } from '../store/conversions.ts';
import type { RulesInForce } from './rules-in-force.ts';

/**
 * Reads once, of customers whose record was not looked up yet, since when the one record knows their account as a
 * paying one. Kept from then on: what is imported later moves no credit.
 */
export async function readRecord(
  workspaceId: string,
  customers: CustomerRow[],
  rules: RulesInForce,
  asOf: Date,
): Promise<void> {
  if (!rules.protectsCustomers) return;
  const unread = [
    ...new Map(
      customers.filter(({ is_record_read }) => !is_record_read).map((each) => [each.id, each]),
    ).values(),
  ];
  if (unread.length === 0) return;
  const accounts = await findAccounts(workspaceId, unread);
  const since = await readSince(workspaceId, [...new Set(accounts.values())], asOf);
  const found = unread.map(({ id }) => {
    const accountId = accounts.get(id);
    return { id, since: (accountId && since.get(accountId)) || null };
  });
  await writeCustomerSince(workspaceId, found);
  const byId = new Map(found.map((each) => [each.id, each.since]));
  for (const customer of customers) {
    if (!byId.has(customer.id)) continue;
    customer.is_record_read = true;
    customer.customer_since = byId.get(customer.id)?.toISOString() ?? null;
  }
}

/** By the external id of the company, else by the person's e-mail address. */
async function findAccounts(workspaceId: string, customers: CustomerRow[]): Promise<Map<string, string>> {
  const keyOf = (customer: CustomerRow) => customer.account_external_id ?? customer.external_id;
  const byKey = await findAccountIds(workspaceId, customers.map(keyOf));
  const emails = customers.flatMap(({ email }) => email?.toLowerCase() ?? []);
  const byEmail = await findPersonIds(workspaceId, { emails });
  const people = await findPeople(workspaceId, [...byEmail.values()]);
  const accountOf = new Map(people.map(({ id, accountId }) => [id, accountId]));
  return new Map(
    customers.flatMap((customer) => {
      const personId = customer.email ? byEmail.get(customer.email.toLowerCase()) : undefined;
      const accountId = byKey.get(keyOf(customer)) ?? (personId ? accountOf.get(personId) : null);
      return accountId ? [[customer.id, accountId] as const] : [];
    }),
  );
}

/** The first day with a subscription; without one the sign-up of an account that is, or was, a customer. */
async function readSince(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
): Promise<Map<string, Date | null>> {
  const summaries = await listAccountSummaries(workspaceId, accountIds);
  const facts = new Map(
    (await listAccountFacts(workspaceId, accountIds, asOf)).map((fact) => [fact.accountId, fact]),
  );
  return new Map(
    summaries.map(({ id, stage, signedUpAt }) => {
      const hasBought = stage === 'customer' || stage === 'churned';
      return [id, facts.get(id)?.firstPaidAt ?? (hasBought ? signedUpAt : null)];
    }),
  );
}
