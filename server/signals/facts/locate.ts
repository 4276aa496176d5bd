import { findAccountIds, findOrigins, findPersonIds } from '../../customers/index.ts';
import type { AccountReference, PersonReference } from '../schema/inputs.ts';
import { selectAccountsOfSubscriptions } from '../store/subscriptions.ts';
import { failed, type RowOutcome, UNCHANGED } from './outcomes.ts';

type Reference = AccountReference & PersonReference & { subscriptionExternalId?: string };

/** A told row with the records that it speaks of. An unknown person leaves the fact with the account alone. */
export interface Located<Row> {
  index: number;
  row: Row;
  accountId: string;
  personId: string | null;
  /** Whom the row's own words named first: a merge does not change by what a fact is known again. */
  named: { accountId: string; personId: string | null };
}

export interface LocatedRows<Row> {
  located: Located<Row>[];
  /** One per told row, in order; `unchanged` until the row is saved. */
  outcomes: RowOutcome[];
}

/**
 * Finds the accounts and people that rows speak of, in at most four queries.
 * @param refuse the reason why a row cannot be taken, or null.
 */
export async function locate<Row extends Reference>(
  workspaceId: string,
  rows: readonly Row[],
  refuse: (row: Row) => RowOutcome | null,
): Promise<LocatedRows<Row>> {
  const accounts = await findAccountIds(workspaceId, given(rows, 'accountExternalId'));
  const subscribers = await selectAccountsOfSubscriptions(workspaceId, given(rows, 'subscriptionExternalId'));
  const people = await findPeople(workspaceId, rows);
  const firstAccounts = await findOrigins(workspaceId, 'account', given(rows, 'accountExternalId'));
  const personKeys = [...given(rows, 'personExternalId'), ...given(rows, 'personEmail').map(lowerCase)];
  const firstPeople = await findOrigins(workspaceId, 'person', personKeys);
  const located: Located<Row>[] = [];
  const outcomes = rows.map((row, index) => {
    const accountId =
      row.accountId ??
      accounts.get(row.accountExternalId?.trim() ?? '') ??
      subscribers.get(row.subscriptionExternalId ?? '');
    if (!accountId) return unknownAccount(row);
    const refusal = refuse(row);
    if (refusal) return refusal;
    const personOf = (known: Map<string, string>) =>
      known.get(row.personExternalId ?? '') ?? known.get(lowerCase(row.personEmail ?? ''));
    const personId = row.personId ?? personOf(people) ?? null;
    const named = {
      accountId: firstAccounts.get(row.accountExternalId?.trim() ?? '') ?? accountId,
      personId: personOf(firstPeople) ?? personId,
    };
    located.push({ index, row, accountId, personId, named });
    return UNCHANGED;
  });
  return { located, outcomes };
}

function findPeople(workspaceId: string, rows: readonly Reference[]): Promise<Map<string, string>> {
  const externalIds = given(rows, 'personExternalId');
  const emails = given(rows, 'personEmail');
  if (externalIds.length + emails.length === 0) return Promise.resolve(new Map());
  return findPersonIds(workspaceId, { externalIds, emails });
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function given(rows: readonly Reference[], field: keyof Reference): string[] {
  const values = new Set<string>();
  for (const row of rows) if (row[field]) values.add(row[field]);
  return [...values];
}

function unknownAccount(row: Reference): RowOutcome {
  if (row.subscriptionExternalId) {
    return failed('unknownSubscription', { reference: row.subscriptionExternalId }, 'subscriptionExternalId');
  }
  if (row.accountExternalId) {
    return failed('unknownAccount', { reference: row.accountExternalId }, 'accountExternalId');
  }
  return failed('noAccount', undefined, 'accountExternalId');
}
