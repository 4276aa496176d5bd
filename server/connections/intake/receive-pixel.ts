import { now } from '../../core/clock.ts';
import { findLastClick } from '../../tracking/index.ts';
import type { OpenPostbackKey } from './manage-keys.ts';
import type { ReadCall } from './read-call.ts';
import { receiveCall } from './receive-call.ts';
import type { Outcome } from './settle-conversion.ts';

/**
 * What a shop's page tells of an order. Anybody can read the key in the page: so it waits for a person unless the key is
 * trusted, says nothing of what was told before, and what it says of its own state is not listened to. An order is one
 * for ever.
 * @param visitorId from the browser's cookie, where no click is named.
 */
export function receivePixel(
  key: OpenPostbackKey,
  sent: Record<string, string>,
  visitorId: string | null,
): Promise<Outcome> {
  return receiveCall(key, 'GET', sent, now(), async (call) => {
    const clickId = call.facts.clickId ?? (await clickOf(key, visitorId));
    const { orderId } = call.facts;
    const told: ReadCall = {
      ...call,
      facts: { ...call.facts, ...(clickId && { clickId }) },
      status: key.isTrusted ? 'approved' : 'pending',
      // Apart from what trackers say: nobody can change or forestall that from a page.
      conversionKey: orderId ? `pixel ${orderId}` : null,
      isToldByPage: true,
    };
    if (!orderId) return { ...told, fault: told.fault ?? 'order_missing' };
    return isAnybodys(told) ? told : { ...told, fault: told.fault ?? 'nobody_named' };
  });
}

async function clickOf({ workspaceId, offerId }: OpenPostbackKey, visitorId: string | null) {
  return visitorId ? findLastClick(workspaceId, visitorId, offerId) : null;
}

/** An order that nobody can have brought needs nobody's decision. */
function isAnybodys({ facts }: ReadCall): boolean {
  return [facts.clickId, facts.couponCode, facts.customerId, facts.customerEmail].some(Boolean);
}
