import { FREE_DOMAINS } from '../../core/free-mail-domains.ts';
import {
  findAccountIds,
  findPeople,
  findPersonIds,
  listSimilarAccounts,
  savePeople,
} from '../../customers/index.ts';
import type { DeskParty } from '../schema/desk.ts';

/** Whom a ticket is of. */
export interface TicketOwner {
  accountId: string;
  personId: string | null;
}

/**
 * The account that the desk names, else that of the person who asked, else the only one with the domain of their
 * address. Who asked is added to it where they are new: an address is enough to be known.
 * @returns null where no account is known.
 */
export async function findTicketOwner(
  workspaceId: string,
  requester: DeskParty,
  company: DeskParty,
): Promise<TicketOwner | null> {
  const personId = await findPerson(workspaceId, requester);
  const accountId =
    (await findNamedAccount(workspaceId, company)) ??
    (await findAccountOfPerson(workspaceId, personId)) ??
    (await findAccountOfDomain(workspaceId, requester.email));
  if (!accountId) return null;
  return { accountId, personId: personId ?? (await addPerson(workspaceId, accountId, requester)) };
}

async function findPerson(workspaceId: string, { externalId, email }: DeskParty): Promise<string | null> {
  if (!externalId && !email) return null;
  const known = await findPersonIds(workspaceId, {
    externalIds: externalId ? [externalId] : [],
    emails: email ? [email] : [],
  });
  return known.get(externalId ?? '') ?? known.get(email?.toLowerCase() ?? '') ?? null;
}

async function findNamedAccount(workspaceId: string, { externalId }: DeskParty): Promise<string | null> {
  if (!externalId) return null;
  return (await findAccountIds(workspaceId, [externalId])).get(externalId) ?? null;
}

async function findAccountOfPerson(workspaceId: string, personId: string | null): Promise<string | null> {
  if (!personId) return null;
  const [person] = await findPeople(workspaceId, [personId]);
  return person?.accountId ?? null;
}

/** Two accounts of one domain, or a provider of mailboxes for everybody, tell nothing. */
async function findAccountOfDomain(workspaceId: string, email: string | undefined): Promise<string | null> {
  const domain = email?.split('@')[1];
  if (!email || !domain || FREE_DOMAINS.includes(domain)) return null;
  const similar = await listSimilarAccounts(workspaceId, { domain, name: '', email });
  const [account, ...others] = similar.filter(({ isSameDomain }) => isSameDomain);
  return account && others.length === 0 ? account.id : null;
}

async function addPerson(
  workspaceId: string,
  accountId: string,
  { email, name }: DeskParty,
): Promise<string | null> {
  if (!email) return null;
  const [saved] = await savePeople(workspaceId, [{ email, name, accountId }]);
  return saved?.id ?? null;
}
