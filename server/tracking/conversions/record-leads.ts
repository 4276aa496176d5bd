import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emitAll } from '../../core/events.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { type LeadOutcome, NewLead } from '../schema/conversion.ts';
import { getDecision, getLeadRow } from '../store/sales.ts';
import { explainDecision } from './explain-decision.ts';
import { type Conversion, recordConversions } from './record-conversions.ts';
import { commonOf } from './told-conversion.ts';

type ParsedLead = ReturnType<typeof NewLead.parse>;

interface RecordedLead {
  id: string;
  isRepeat: boolean;
}

/** `recordLeads` of one, with the lead and the decision on it in words. */
export async function recordLead(workspaceId: string, input: NewLead, locale = 'en'): Promise<LeadOutcome> {
  return inTransaction(async () => {
    const [recorded] = await recordLeads(workspaceId, [input]);
    if (!recorded) throw new Error('the lead was not recorded');
    const decision = await getDecision(workspaceId, recorded.id);
    return {
      lead: await getLeadRow(workspaceId, recorded.id),
      isRepeat: recorded.isRepeat,
      decision: await explainDecision(workspaceId, decision, locale, null),
    };
  });
}

/**
 * Records leads and decides whose they are; up to a few thousand at once, in one transaction. One customer has one
 * lead of an event name, for ever: told again it changes nothing.
 * @throws ZodError when an input does not fit `NewLead`; then none is recorded.
 */
export async function recordLeads(workspaceId: string, inputs: NewLead[]): Promise<RecordedLead[]> {
  const leads = inputs.map((input) => NewLead.parse(input));
  const receivedAt = now();
  const conversions = leads.map((lead) => toConversion(lead, receivedAt));
  await settleClicks(workspaceId);
  return inTransaction(async () => {
    const outcomes = await recordConversions(workspaceId, conversions);
    const events = outcomes.flatMap((recorded, index) => {
      const told = conversions[index];
      if ('knownEventId' in recorded || !told) return [];
      return {
        leadId: recorded.eventId,
        customerId: recorded.customer.id,
        customerExternalId: told.customer.externalId,
        eventName: told.key,
        affiliateId: recorded.decision.affiliate_id,
        offerId: recorded.decision.offer_id,
        clickId: told.clickId,
        occurredAt: told.at.toISOString(),
      };
    });
    await emitAll(workspaceId, 'lead.recorded', events);
    return outcomes.map((recorded) =>
      'knownEventId' in recorded
        ? { id: recorded.knownEventId, isRepeat: true }
        : { id: recorded.eventId, isRepeat: false },
    );
  });
}

function toConversion(input: ParsedLead, receivedAt: Date): Conversion {
  return {
    kind: 'lead',
    key: input.eventName,
    ...commonOf(input, receivedAt),
    columns: { metadata: input.metadata ?? null },
  };
}
