import { findAccountIds, findPeople, findPersonIds, saveAccounts } from '../../customers/index.ts';
import { readCalendar, recordSubscriptions, type Settlement, type StoredEvent } from '../../signals/index.ts';
import { findReferredCustomer } from '../../tracking/index.ts';
import { findCustomerId } from './find-customer.ts';
import { foldSubscription } from './fold-subscription.ts';
import { type Identity, identityOf } from './identity.ts';
import { describingEvents, gatherGroup } from './known-events.ts';

/** Brings a subscription's history, and with it the MRR, to what all events known of it say. */
export async function settleSubscription(
  workspaceId: string,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const { events, subjects, customer } = await gatherGroup(workspaceId, event);
  const identity = identityOf(await describingEvents(workspaceId, event.connectionId, customer));
  if (!isFinal && (await mayBeNamed(workspaceId, identity, customer)))
    return { state: 'waiting', note: 'waits_for_customer', subjects };
  const calendar = await readCalendar(workspaceId);
  const terms = foldSubscription(events, calendar.dayOf);
  if (terms.length === 0) return { state: 'ignored', note: 'no_subscription', subjects };
  const accountId = await findAccount(workspaceId, identity, customer ?? event.externalId);
  const outcomes = await recordSubscriptions(
    workspaceId,
    terms.map((each) => ({ ...each, accountId })),
  );
  for (const told of outcomes)
    if (told.outcome === 'failed') throw new Error(`the subscription was not taken: ${told.error.code}`);
  return { state: 'done', note: 'subscription', subjects };
}

/** Whether the customer record or a checkout may still tell whose it is. An account that is known stays. */
async function mayBeNamed(
  workspaceId: string,
  { externalId, tellers }: Identity,
  stripeId: string | null,
): Promise<boolean> {
  if (externalId || (tellers.has('customer') && tellers.has('checkout.session'))) return false;
  return stripeId === null || !(await findAccountIds(workspaceId, [stripeId])).has(stripeId);
}

/** The account that pays: the referred customer's, one of that id, that of the person with the address, or a new one. */
async function findAccount(workspaceId: string, identity: Identity, stripeId: string): Promise<string> {
  const externalId = await findCustomerId(workspaceId, identity, stripeId, stripeId);
  const referred = await findReferredCustomer(workspaceId, { externalId });
  if (referred?.accountId) return referred.accountId;
  const known = await findAccountIds(workspaceId, [externalId, stripeId]);
  const knownId = known.get(externalId) ?? known.get(stripeId);
  if (knownId) return knownId;
  if (identity.email) {
    const personIds = await findPersonIds(workspaceId, { emails: [identity.email] });
    const [person] = await findPeople(workspaceId, [...personIds.values()]);
    if (person?.accountId) return person.accountId;
  }
  const [saved] = await saveAccounts(workspaceId, [
    { externalId, name: identity.name ?? identity.email ?? externalId, stage: 'customer' },
  ]);
  if (!saved) throw new Error('the account was not saved');
  return saved.id;
}
