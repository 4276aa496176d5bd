import type { DeskParty, TicketTelling } from '../schema/desk.ts';
import type { TicketPriority } from '../schema/inputs.ts';

const MINUTE_MS = 60_000;

/** A telling with its moment by the desk's clock. `externalId` decides between two of the same moment. */
export interface TimedTelling {
  externalId: string;
  at: Date;
  told: TicketTelling;
}

/** A ticket as all that was told of it makes it. */
export interface FoldedTicket {
  subject?: string;
  priority?: TicketPriority;
  isEscalated?: boolean;
  openedAt: Date;
  closedAt: Date | null;
  firstResponseMinutes?: number;
  reopenCount: number;
  requester: DeskParty;
  company: DeskParty;
  score?: number;
  comment?: string;
}

/**
 * What a ticket is after these tellings, in whatever order they came: of each property the newest word holds, the
 * opening and the first answer are the earliest told, and it is reopened each time that it opens after it was closed.
 * @param tellings at least one.
 */
export function foldTicket(tellings: readonly TimedTelling[]): FoldedTicket {
  const inOrder = tellings.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.externalId < b.externalId ? -1 : 1),
  );
  const newest = inOrder.reduce<TicketTelling>((known, { told }) => overlay(known, told), {});
  const openedAt = earliest(inOrder.flatMap(({ told }) => told.openedAt ?? [])) ?? earliestOf(inOrder);
  const answeredAt = earliest(inOrder.flatMap(({ told }) => told.firstResponseAt ?? []));
  const { subject, priority, isEscalated, score, comment } = newest;
  return {
    ...{ subject, priority, isEscalated, score, comment, openedAt },
    ...readStates(inOrder, openedAt),
    firstResponseMinutes: answeredAt && minutesBetween(openedAt, answeredAt),
    requester: newest.requester ?? {},
    company: newest.company ?? {},
  };
}

function overlay(known: TicketTelling, told: TicketTelling): TicketTelling {
  return {
    ...known,
    ...withoutGaps(told),
    requester: joinParty(known.requester, told.requester),
    company: joinParty(known.company, told.company),
  };
}

/** A delivery may name the desk's own key and another one the address; another key is another party. */
function joinParty(known: DeskParty = {}, told: DeskParty = {}): DeskParty {
  const isOther = told.key !== undefined && known.key !== undefined && told.key !== known.key;
  return { ...(isOther ? {} : known), ...withoutGaps(told) };
}

function withoutGaps<Told extends object>(told: Told): Partial<Told> {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Partial<Told>;
}

function readStates(inOrder: readonly TimedTelling[], openedAt: Date) {
  let reopened = 0;
  let closedAt: Date | null = null;
  for (const { at, told } of inOrder) {
    if (told.state === 'closed') closedAt = told.closedAt ?? closedAt ?? at;
    if (told.state !== 'open') continue;
    if (closedAt) reopened += 1;
    closedAt = null;
  }
  const counts = inOrder.map(({ told }) => told.reopenCount ?? 0);
  // A closing before the opening is a slip of a clock.
  return {
    closedAt: closedAt && closedAt < openedAt ? openedAt : closedAt,
    reopenCount: Math.max(reopened, ...counts),
  };
}

function earliest(dates: readonly Date[]): Date | undefined {
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function earliestOf(inOrder: readonly TimedTelling[]): Date {
  const [first] = inOrder;
  if (!first) throw new Error('a ticket follows from at least one telling');
  return first.at;
}

function minutesBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / MINUTE_MS));
}
