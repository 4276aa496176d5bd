import { notFound } from '../../core/problem.ts';
import {
  findPersonIds,
  listAccountSummaries,
  listSimilarAccounts,
  saveAccounts,
  savePeople,
} from '../../customers/index.ts';
import type { RegistrationRow } from '../store/registrations.ts';

const CHANNEL = 'affiliate';

/**
 * Finds a registered company and person in the one record, or makes them with the channel that says where they came
 * from. What the record knows already is not written over.
 * @throws Problem 404 for a foreign account.
 */
export async function linkRegistration(
  workspaceId: string,
  registration: RegistrationRow,
  wantedAccountId: string | null,
): Promise<Pick<RegistrationRow, 'accountId' | 'accountExternalId' | 'personId'>> {
  const accountId =
    wantedAccountId ?? registration.accountId ?? (await findOrMakeAccount(workspaceId, registration));
  const [account] = await listAccountSummaries(workspaceId, [accountId]);
  if (!account) throw notFound('account');
  const personId =
    (await findPersonIds(workspaceId, { emails: [registration.email] })).get(registration.email) ??
    (await makePerson(workspaceId, registration, accountId));
  return { accountId, accountExternalId: account.externalId, personId };
}

async function findOrMakeAccount(workspaceId: string, registration: RegistrationRow): Promise<string> {
  const { domain, company: name, email } = registration;
  const similar = await listSimilarAccounts(workspaceId, { domain, name, email });
  const isSame = (account: (typeof similar)[number]) =>
    account.hasPerson ||
    account.isSameDomain ||
    (account.isSameName && (account.domain === null || domain === null));
  const known = similar.find(isSame);
  if (known) return known.id;
  const [saved] = await saveAccounts(workspaceId, [{ name, domain, channel: CHANNEL, stage: 'lead' }]);
  if (!saved) throw new Error('the account was not made');
  return saved.id;
}

async function makePerson(
  workspaceId: string,
  registration: RegistrationRow,
  accountId: string,
): Promise<string | null> {
  const { email, personName: name, phone } = registration;
  const [saved] = await savePeople(workspaceId, [
    { email, name, phone, accountId, channel: CHANNEL, stage: 'lead' },
  ]);
  return saved?.id ?? null;
}
