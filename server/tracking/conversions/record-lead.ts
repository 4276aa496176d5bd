import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { type LeadOutcome, NewLead } from '../schema/conversion.ts';
import { getDecision, getLeadRow } from '../store/sales.ts';
import { explainDecision } from './explain-decision.ts';
import { recordConversion } from './record-conversion.ts';

type ParsedLead = ReturnType<typeof NewLead.parse>;

/**
 * Records a lead and decides whose it is. One customer has one lead of an event name: the first answer is
 * given again, for ever.
 * @throws ZodError when the input does not fit `NewLead`.
 */
export async function recordLead(workspaceId: string, input: NewLead, locale = 'en'): Promise<LeadOutcome> {
  const lead = NewLead.parse(input);
  return inTransaction(async () => {
    const { id, isRepeat } = await writeLead(workspaceId, lead);
    const decision = await getDecision(workspaceId, id);
    return {
      lead: await getLeadRow(workspaceId, id),
      isRepeat,
      decision: await explainDecision(workspaceId, decision, locale),
    };
  });
}

async function writeLead(workspaceId: string, input: ParsedLead): Promise<{ id: string; isRepeat: boolean }> {
  const receivedAt = now();
  const at = input.occurredAt ?? receivedAt;
  const recorded = await recordConversion(workspaceId, {
    kind: 'lead',
    key: input.eventName,
    at,
    receivedAt,
    clickId: input.clickId || null,
    couponCode: input.couponCode?.toUpperCase() || null,
    customer: {
      externalId: input.customerExternalId,
      name: input.customerName,
      email: input.customerEmail,
      avatarUrl: input.customerAvatar,
      accountExternalId: input.accountExternalId,
    },
    columns: { metadata: input.metadata ?? null },
  });
  if ('knownEventId' in recorded) return { id: recorded.knownEventId, isRepeat: true };
  await emit(workspaceId, 'lead.recorded', {
    leadId: recorded.eventId,
    customerId: recorded.customer.id,
    eventName: input.eventName,
    affiliateId: recorded.decision.affiliate_id,
    offerId: recorded.decision.offer_id,
    occurredAt: at.toISOString(),
  });
  return { id: recorded.eventId, isRepeat: false };
}
