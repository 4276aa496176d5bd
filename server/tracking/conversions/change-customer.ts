import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { momentOfClick } from '../clicks/click-id.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import type { CustomerChange, ReferredCustomer } from '../schema/conversion.ts';
import { awaitPastClicks } from '../store/clicks.ts';
import {
  findReferredCustomer,
  insertVisitorOfClick,
  updateReferredCustomer,
  upsertReferredCustomer,
} from '../store/customers.ts';
import { redecideCustomer } from './redecide-customer.ts';

/** What is taken away is not kept in the audit trail either. @throws Problem 404 */
export async function changeReferredCustomer(
  actor: Actor,
  id: string,
  change: CustomerChange,
): Promise<ReferredCustomer> {
  authorize(actor, 'events.write');
  return inTransaction(async () => {
    const before = await findReferredCustomer(actor.workspaceId, { id });
    if (!before) throw notFound('customer');
    await updateReferredCustomer(actor.workspaceId, id, change);
    const replaced = (['name', 'email', 'avatarUrl'] as const).filter((field) => change[field]);
    await audit(actor, {
      action: 'customer.changed',
      objectType: 'customer',
      objectId: id,
      before: Object.fromEntries(replaced.map((field) => [field, before[field]])),
      after: change,
    });
    return { ...before, ...change };
  });
}

/**
 * Knows a customer by the browser of a click: their leads and sales, which may come without the click's id, are
 * decided with it, also those that are recorded already.
 */
export async function rememberCustomer(
  workspaceId: string,
  customer: CustomerChange & { externalId: string },
  clickId: string,
): Promise<void> {
  const at = momentOfClick(clickId);
  await settleClicks(workspaceId);
  await inTransaction(async () => {
    await awaitPastClicks(workspaceId);
    const customerId = await upsertReferredCustomer(workspaceId, customer);
    const isNew = at && (await insertVisitorOfClick(workspaceId, customerId, { id: clickId, at }));
    if (isNew) await redecideCustomer(workspaceId, customerId);
  });
}
