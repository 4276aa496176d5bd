import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { deleteLeads } from '../store/sales.ts';
import { recordConversions } from './record-conversions.ts';
import { redecideCustomer } from './redecide-customer.ts';

/** A customer whom another platform knew as an affiliate's. */
export interface TakenOverCustomer {
  externalId: string;
  name?: string;
  email?: string;
  affiliateId: string;
  offerId: string;
  /** When they became the affiliate's. */
  at: Date;
}

/**
 * Binds customers to their affiliates as a lead does that a person credited: later sales follow by the offer's rule.
 * The leads are told to nobody, so that nothing is paid for them. The same customer again, from the same platform,
 * changes nothing.
 * @param platform as people call it; the lead is named by it.
 * @returns the id of each lead, in order.
 */
export async function takeOverCustomers(
  workspaceId: string,
  platform: string,
  customers: readonly TakenOverCustomer[],
  byName: string,
): Promise<string[]> {
  const receivedAt = now();
  await settleClicks(workspaceId);
  const outcomes = await inTransaction(() =>
    recordConversions(
      workspaceId,
      customers.map(({ affiliateId, offerId, at, ...customer }) => ({
        ...{ kind: 'lead', key: platform, at, receivedAt, clickId: null, couponCode: null, customer },
        columns: { metadata: null },
        credit: {
          ...{ kind: 'manual', at, affiliateId, offerId, keepsCustomer: true },
          ...{ note: platform, byName, supersedes: 0 },
        },
      })),
    ),
  );
  return outcomes.map((outcome) => ('knownEventId' in outcome ? outcome.knownEventId : outcome.eventId));
}

/** Takes such leads back: their customers are decided anew by what else is known of them. */
export async function forgetTakenOver(workspaceId: string, leadIds: string[]): Promise<void> {
  await inTransaction(async () => {
    for (const customerId of await deleteLeads(workspaceId, leadIds))
      await redecideCustomer(workspaceId, customerId);
  });
}
