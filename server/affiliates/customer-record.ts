import { notFound } from '../core/problem.ts';
import { findPeople, listAccountSummaries } from '../customers/index.ts';
import type { Recipient } from './schema/invitation.ts';

/** Somebody who may be asked, as the customer record knows them. */
export interface Candidate {
  personId: string;
  name: string;
  email: string | null;
  accountId: string | null;
  accountName: string | null;
}

/** The persons behind the recipients, by person id; missing where person or account is unknown or foreign. */
export async function findCandidates(
  workspaceId: string,
  recipients: Recipient[],
): Promise<Map<string, Candidate>> {
  const people = await findPeople(
    workspaceId,
    recipients.map(({ personId }) => personId),
  );
  const accountIds = [...recipients, ...people].flatMap(({ accountId }) => accountId ?? []);
  const accounts = new Map(
    (await listAccountSummaries(workspaceId, accountIds)).map((account) => [account.id, account]),
  );
  const wantedAccount = new Map(recipients.map(({ personId, accountId }) => [personId, accountId]));
  return new Map(
    people.flatMap((person) => {
      const wanted = wantedAccount.get(person.id);
      if (wanted && !accounts.has(wanted)) return [];
      const account = accounts.get(wanted ?? person.accountId ?? '');
      const candidate = {
        personId: person.id,
        name: person.name ?? person.email ?? '',
        email: person.email,
        accountId: account?.id ?? null,
        accountName: account?.name ?? null,
      };
      return [[person.id, candidate] as const];
    }),
  );
}

/** @throws Problem 404 when the person or account is not one of this workspace. */
export async function refuseForeignRecord(
  workspaceId: string,
  record: { personId?: string | null; accountId?: string | null },
): Promise<void> {
  const { personId, accountId } = record;
  if (personId && (await findPeople(workspaceId, [personId])).length === 0) throw notFound('person');
  if (accountId && (await listAccountSummaries(workspaceId, [accountId])).length === 0)
    throw notFound('account');
}
