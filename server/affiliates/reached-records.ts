import type { Actor } from '../core/actor.ts';
import { filterReachable, filterReachablePeople } from '../customers/index.ts';
import { getAffiliate } from './create-affiliate.ts';
import type { Affiliate } from './schema/affiliate.ts';

/**
 * An affiliate is of the program, whoever they are in the company's records: of an account or person beyond the reader's
 * reach it is not told that it is theirs.
 */
export async function withReachedRecords(actor: Actor, affiliates: Affiliate[]): Promise<Affiliate[]> {
  if (!actor.rows) return affiliates;
  const accountIds = affiliates.flatMap(({ accountId }) => accountId ?? []);
  const personIds = affiliates.flatMap(({ personId }) => personId ?? []);
  const accounts = await filterReachable(actor, accountIds);
  const people = await filterReachablePeople(actor, personIds);
  return affiliates.map((affiliate) => ({
    ...affiliate,
    accountId: accounts.has(affiliate.accountId ?? '') ? affiliate.accountId : null,
    personId: people.has(affiliate.personId ?? '') ? affiliate.personId : null,
  }));
}

/** @throws Problem 404 */
export async function viewAffiliate(actor: Actor, id: string): Promise<Affiliate> {
  const [affiliate] = await withReachedRecords(actor, [await getAffiliate(actor.workspaceId, id)]);
  return affiliate as Affiliate;
}
