import { addDays } from 'date-fns/addDays';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { createDeal, listAccountSummaries, refuseBeyondReach } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import { say, sentence } from '../say.ts';
import type { Dismissal, Opportunity } from '../schema/opportunity.ts';
import { decideOpportunity, lockOpportunity, type OpportunityRow } from '../store/opportunities.ts';
import { getOpportunity } from './read-opportunities.ts';
import { yearlyMinor } from './view-opportunity.ts';

/** So long the figures may need until they show what was sold. */
const QUIET_DAYS_AFTER_ACCEPTING = 180;
const SOURCE = 'upsell';

/**
 * Opens a deal worth a year of it, for the account's owner, else for who accepts. Accepted again, it stays as it is.
 * @throws Problem 404; 403 for an account that is shared for reading only; 409 `opportunity_dismissed`
 */
export async function acceptOpportunity(actor: Actor, id: string): Promise<Opportunity> {
  authorize(actor, 'success.read');
  authorize(actor, 'deals.write');
  await inTransaction(async () => {
    const row = await holdOpportunity(actor, id);
    if (row.state === 'accepted') return;
    if (row.state === 'dismissed')
      throw conflict('opportunity_dismissed', 'Somebody has dismissed this opportunity.');
    const dealId = await openDealFor(actor, row);
    await decideOpportunity(actor.workspaceId, id, {
      ...{ state: 'accepted', dealId, decidedAt: actor.now, decidedByName: actor.name },
      quietUntil: addDays(actor.now, QUIET_DAYS_AFTER_ACCEPTING),
    });
    await audit(actor, {
      ...{ action: 'opportunity.accepted', objectType: 'opportunity', objectId: id },
      after: { accountId: row.accountId, kind: row.kind, dealId },
    });
  });
  return getOpportunity(actor, id);
}

async function openDealFor(actor: Actor, row: OpportunityRow): Promise<string> {
  const { id, kind, inputs, accountId, currency } = row;
  const [account] = await listAccountSummaries(actor.workspaceId, [accountId]);
  const reason = say(actor.locale, { code: `upsell:reason.${kind}`, values: inputs });
  const deal = await createDeal(actor, {
    externalId: id,
    name: sentence(actor.locale, `upsell:deal.${kind}`, { account: account?.name ?? '', ...inputs }),
    ...{ accountId, amountMinor: yearlyMinor(row), currency, source: SOURCE, nextStep: reason.text },
    ...(account?.ownerId ? { ownerId: account.ownerId } : {}),
  });
  return deal.id;
}

/**
 * Puts it aside for a reason; nothing of the kind is proposed for the account until then. Dismissed again, it stays.
 * @throws Problem 404; 403 for an account that is shared for reading only; 409 `opportunity_accepted`
 */
export async function dismissOpportunity(
  actor: Actor,
  id: string,
  { reason, quietDays }: Dismissal,
): Promise<Opportunity> {
  authorize(actor, 'success.write');
  await inTransaction(async () => {
    const row = await holdOpportunity(actor, id);
    if (row.state === 'dismissed') return;
    if (row.state === 'accepted')
      throw conflict(
        'opportunity_accepted',
        'Somebody has accepted this opportunity: there is a deal for it.',
      );
    await decideOpportunity(actor.workspaceId, id, {
      ...{ state: 'dismissed', dismissReason: reason, decidedAt: actor.now, decidedByName: actor.name },
      quietUntil: addDays(actor.now, quietDays),
    });
    await audit(actor, {
      ...{ action: 'opportunity.dismissed', objectType: 'opportunity', objectId: id },
      after: { accountId: row.accountId, kind: row.kind, reason, quietDays },
    });
  });
  return getOpportunity(actor, id);
}

async function holdOpportunity(actor: Actor, id: string): Promise<OpportunityRow> {
  const row = await lockOpportunity(actor, id);
  if (!row) throw notFound('opportunity');
  await refuseBeyondReach(actor, { object: 'account', ids: [row.accountId], to: 'edit' });
  return row;
}
