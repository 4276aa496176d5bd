import { type StoredEvent, selectEventsOf } from '../../signals/index.ts';
import { inOrder, type ToldEvent } from './facts.ts';
import type { BillingSystem } from './system.ts';

/** Everything of one payment or subscription: events lead to each other by the ids that they name. */
export interface EventGroup {
  events: ToldEvent[];
  subjects: string[];
  customer: string | null;
}

export async function gatherGroup(
  workspaceId: string,
  system: BillingSystem,
  event: StoredEvent,
  of: keyof BillingSystem['leads'],
): Promise<EventGroup> {
  const leading = ({ subjects }: StoredEvent) => subjects.filter((subject) => system.leads[of].test(subject));
  let subjects = leading(event);
  for (;;) {
    const stored = await selectEventsOf(workspaceId, event.connectionId, { subjects });
    const found = [...new Set([...subjects, ...stored.flatMap(leading)])];
    if (found.length === subjects.length) {
      const customer = stored.find((other) => other.customer)?.customer ?? null;
      return { events: toTold(system, stored), subjects, customer };
    }
    subjects = found;
  }
}

/** All that tells who a customer is. */
export async function describingEvents(
  workspaceId: string,
  system: BillingSystem,
  connectionId: string,
  customer: string | null,
): Promise<ToldEvent[]> {
  if (!customer) return [];
  const types = system.describing;
  return toTold(system, await selectEventsOf(workspaceId, connectionId, { customer, types }));
}

/** All that names this subject. */
export async function eventsAbout(
  workspaceId: string,
  system: BillingSystem,
  connectionId: string,
  subject: string,
): Promise<ToldEvent[]> {
  return toTold(system, await selectEventsOf(workspaceId, connectionId, { subjects: [subject] }));
}

function toTold(system: BillingSystem, stored: StoredEvent[]): ToldEvent[] {
  return stored
    .map((event) => ({
      id: event.externalId,
      type: event.type,
      at: event.createdAt,
      facts: system.readFacts(event),
    }))
    .sort(inOrder);
}
