import { type Actor, authorize } from '../../core/actor.ts';
import { listClicks } from '../../tracking/index.ts';
import { readLabels } from './label-keys.ts';
import { readConversions } from './read-figures.ts';
import type { EventQuery, ReportEvent } from './schema.ts';
import { openScope } from './write-report.ts';

const MAX_EVENTS = 200;
/** What a line of the list says of the visit. */
const SHOWN = ['affiliate', 'offer', 'link', 'country', 'device', 'referrer'] as const;

type Shown = Record<(typeof SHOWN)[number], string>;

/** The newest clicks, leads or sales behind a figure. @throws Problem 422 for clicks of more than 92 days. */
export async function listEvents(actor: Actor, query: EventQuery): Promise<{ data: ReportEvent[] }> {
  authorize(actor, 'reports.read');
  const events = query.kind === 'clicks' ? await clicksOf(actor, query) : await conversionsOf(actor, query);
  const label = await readLabels(
    actor,
    events.map(({ shown }) => ({ by: [...SHOWN], keys: SHOWN.map((name) => shown[name]) })),
  );
  return {
    data: events.map(({ shown, ...event }) => ({
      ...event,
      ...(Object.fromEntries(SHOWN.map((name) => [name, label(name, shown[name])])) as Shown),
      affiliateId: shown.affiliate,
    })),
  };
}

type Event = Omit<ReportEvent, keyof Shown | 'affiliateId'> & { shown: Shown };

async function clicksOf(actor: Actor, query: EventQuery): Promise<Event[]> {
  const { scope, period } = await openScope(actor, query, {});
  const { coupon, product, status, ...where } = scope.where;
  // No click has these.
  if (coupon || product || status) return [];
  const question = { ...period, timeZone: scope.timeZone, groups: scope.groups, by: [], where };
  const clicks = await listClicks(actor.workspaceId, question, MAX_EVENTS);
  return clicks.map(({ id, at, verdict, ...click }) => ({
    ...{ id, at, verdict, amountMinor: null, refundedMinor: null, currency: null, shown: click },
  }));
}

async function conversionsOf(actor: Actor, query: EventQuery): Promise<Event[]> {
  const { scope, period } = await openScope(actor, query, {});
  const facts = await readConversions(scope, period, [...SHOWN]);
  return facts
    .filter(({ fact, isHelp }) => fact.isSale === (query.kind === 'sales') && !isHelp)
    .slice(0, MAX_EVENTS)
    .map(({ fact }) => {
      const { id, isSale, occurredAt, amountMinor, refundedMinor, currency, keys } = fact;
      const shown = Object.fromEntries(SHOWN.map((name, place) => [name, keys[place] ?? ''])) as Shown;
      const money = isSale ? { amountMinor, refundedMinor } : { amountMinor: null, refundedMinor: null };
      return { id, at: occurredAt, verdict: null, ...money, currency, shown };
    });
}
