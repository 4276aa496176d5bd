import { findAccountIds, findPeople, findPersonIds, saveAccounts } from '../../customers/index.ts';
import { readCalendar, recordSubscriptions, type Settlement, type StoredEvent } from '../../signals/index.ts';
import { findReferredCustomer } from '../../tracking/index.ts';
import { findCustomerId } from './find-customer.ts';
import { foldSubscription } from './fold-subscription.ts';
import { type Identity, identityOf } from './identity.ts';
import { describingEvents, gatherGroup } from './known-events.ts';
import type { BillingSystem } from './system.ts';

/** Brings a subscription's history, and with it the MRR, to what all events known of it say. */
export async function settleSubscription(
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
  isFinal: boolean,
): Promise<Settlement> {
  const { events, subjects, customer } = await gatherGroup(workspaceId, system, event, 'subscription');
  const identity = identityOf(await describingEvents(workspaceId, system, event.connectionId, customer));
  if (!isFinal && (await mayBeNamed(workspaceId, system, identity, customer)))
    return { state: 'waiting', note: 'waits_for_customer', subjects };
  const calendar = await readCalendar(workspaceId);
  const terms = foldSubscription(events, calendar.dayOf);
  if (terms.length === 0) return { state: 'ignored', note: 'no_subscription', subjects };
  const accountId = await findAccount(workspaceId, system, identity, customer ?? event.externalId);
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
  { subscriptionTellers }: BillingSystem,
  { externalId, tellers }: Identity,
  systemId: string | null,
): Promise<boolean> {
  if (externalId || subscriptionTellers.every((teller) => tellers.has(teller))) return false;
  return systemId === null || !(await findAccountIds(workspaceId, [systemId])).has(systemId);
}

/** The account that pays: the referred customer's, one of that id, that of the person with the address, or a new one. */
async function findAccount(
  workspaceId: string,
  system: BillingSystem,
  identity: Identity,
  systemId: string,
): Promise<string> {
  const externalId = await findCustomerId(workspaceId, system, identity, systemId, systemId);
  const referred = await findReferredCustomer(workspaceId, { externalId });
  if (referred?.accountId) return referred.accountId;
  const known = await findAccountIds(workspaceId, [externalId, systemId]);
  const knownId = known.get(externalId) ?? known.get(systemId);
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
