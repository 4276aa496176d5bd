import { type Actor, authorize } from '../../core/actor.ts';
import { invalidField } from '../../core/problem.ts';
import { findPeople, listAccountSummaries, type RowError } from '../../customers/index.ts';
import { recordTickets } from '../facts/record-tickets.ts';
import type { NewTicket, TicketTaken } from '../schema/desk.ts';

/** What is wrong with a ticket, by the reason that the import of tickets gives. */
const REASONS: Record<string, string> = {
  unknownAccount: 'names an account that is not there',
  noAccount: 'or accountId is needed',
  endBeforeStart: 'lies before the opening',
};

/** Creates or changes a ticket that the sender's own system tells. @throws Problem 422 naming the field */
export async function takeTicket(actor: Actor, ticket: NewTicket): Promise<TicketTaken> {
  authorize(actor, 'signals.write');
  await refuseUnknown(actor, ticket);
  const [outcome] = await recordTickets(actor.workspaceId, [ticket]);
  if (!outcome || outcome.outcome === 'failed') throw refusal(outcome?.error);
  return { outcome: outcome.outcome };
}

/** Our own ids are of this workspace or of nobody. */
async function refuseUnknown({ workspaceId }: Actor, { accountId, personId }: NewTicket): Promise<void> {
  if (accountId && (await listAccountSummaries(workspaceId, [accountId])).length === 0)
    throw invalidField('accountId', 'names an account that is not there');
  if (personId && (await findPeople(workspaceId, [personId])).length === 0)
    throw invalidField('personId', 'names a person who is not there');
}

function refusal(error: RowError | undefined) {
  const reason = error?.code.split('.').at(-1) ?? '';
  return invalidField(error?.field ?? 'externalId', REASONS[reason] ?? 'cannot be taken');
}
