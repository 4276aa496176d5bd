import { systemActor } from '../../core/actor.ts';
import {
  changeAccount,
  findAccountIds,
  findPersonIds,
  listAccountSummaries,
  saveAccounts,
  savePeople,
} from '../../customers/index.ts';
import type { ReferredCustomer } from '../schema/conversion.ts';
import { findReferredCustomer, linkReferredCustomer } from '../store/customers.ts';
import { findRegistrationAccount } from '../store/registration-matches.ts';

const CHANNEL = 'affiliate';

type LinkedCustomer = ReferredCustomer & { accountExternalId: string | null };

/**
 * Finds a referred customer's account and person in the one record. Who was brought by an affiliate and is not
 * there yet is made, with the channel that says so; a first sale makes a lead a customer.
 */
export async function linkCustomer(workspaceId: string, customerId: string): Promise<LinkedCustomer | null> {
  const customer = await findReferredCustomer(workspaceId, { id: customerId });
  if (!customer) return null;
  const accountId = await linkAccount(workspaceId, customer);
  const personId = await linkPerson(workspaceId, customer, accountId);
  if (accountId !== customer.accountId || personId !== customer.personId)
    await linkReferredCustomer(workspaceId, customerId, { accountId, personId });
  return { ...customer, accountId, personId };
}

async function linkAccount(workspaceId: string, customer: LinkedCustomer): Promise<string | null> {
  const externalId = customer.accountExternalId ?? customer.externalId;
  const stage = customer.firstSaleAt ? 'customer' : 'lead';
  const known =
    customer.accountId ??
    (await findAccountIds(workspaceId, [externalId])).get(externalId) ??
    (await takeRegistrationAccount(workspaceId, customer.id, externalId));
  if (!known) {
    if (!customer.affiliateId) return null;
    const [saved] = await saveAccounts(workspaceId, [
      {
        externalId,
        name: customer.name ?? customer.email ?? externalId,
        channel: CHANNEL,
        stage,
        signedUpAt: customer.firstLeadAt ?? customer.firstSaleAt,
      },
    ]);
    return saved?.id ?? null;
  }
  const [account] = await listAccountSummaries(workspaceId, [known]);
  const mayMove = account?.stage === 'lead' || account?.stage === 'trial';
  if (stage === 'customer' && mayMove && account.externalId)
    await saveAccounts(workspaceId, [{ externalId: account.externalId, stage }]);
  return known;
}

/** The account of a customer who was registered before they bought; it gets the id by which sales name it. */
async function takeRegistrationAccount(
  workspaceId: string,
  customerId: string,
  externalId: string,
): Promise<string | null> {
  const accountId = await findRegistrationAccount(workspaceId, customerId);
  const [account] = accountId ? await listAccountSummaries(workspaceId, [accountId]) : [];
  if (!account) return null;
  if (!account.externalId)
    await changeAccount(systemActor(workspaceId, 'tracking.link-customer'), account.id, { externalId });
  return account.id;
}

async function linkPerson(
  workspaceId: string,
  customer: LinkedCustomer,
  accountId: string | null,
): Promise<string | null> {
  if (customer.personId) return customer.personId;
  const { externalId, name } = customer;
  const email = customer.email?.toLowerCase() ?? null;
  const known = await findPersonIds(workspaceId, {
    externalIds: [externalId],
    emails: email ? [email] : [],
  });
  const personId = known.get(externalId) ?? (email ? known.get(email) : undefined);
  if (personId) return personId;
  if (!customer.affiliateId || !(email || name)) return null;
  const [saved] = await savePeople(workspaceId, [
    {
      externalId,
      email,
      name,
      accountId,
      channel: CHANNEL,
      stage: customer.firstSaleAt ? 'customer' : 'lead',
    },
  ]);
  return saved?.id ?? null;
}
