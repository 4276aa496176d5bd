import { dayIn } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { countClicksOf, type Scope } from '../store/caps.ts';
import { ClickCounter, type Counts, type Limits, type Place } from './counter.ts';

/** What other processes have counted is seen after this long. */
const REFRESH_MS = 2_000;

/** A cap as a click meets it: in memory, fed from the database beside the clicks. */
export interface LiveCap extends Limits {
  counted: Counted;
}

interface Counted {
  scope: Scope;
  timeZone: string;
  counter: ClickCounter;
  readAt: number;
  isReading: boolean;
}

/** One for each capped link, offer and affiliate of an offer that was clicked, shared by all of its links. */
const known = new Map<string, Promise<Counted>>();

interface CappedLink {
  workspaceId: string;
  id: string;
  offerId: string;
  clicksPerDay: number | null;
  clicksPerMonth: number | null;
}

/** @param offerCaps of the link's offer and of its affiliate in it. */
export async function openCaps(
  link: CappedLink,
  timeZone: string,
  offerCaps: (Limits & { affiliateId: string })[],
): Promise<LiveCap[]> {
  const { workspaceId, offerId, clicksPerDay: perDay, clicksPerMonth: perMonth } = link;
  const own = { perDay, perMonth, scope: { workspaceId, linkId: link.id } };
  const isCapped = perDay !== null || perMonth !== null;
  const wanted = [
    ...(isCapped ? [own] : []),
    ...offerCaps.map(({ affiliateId, ...limits }) => ({
      ...limits,
      scope: { workspaceId, offerId, ...(affiliateId && { affiliateId }) },
    })),
  ];
  return Promise.all(
    wanted.map(async ({ scope, ...limits }) => ({ ...limits, counted: await countedOf(scope, timeZone) })),
  );
}

/** Takes a place under each cap, or none and answers null. Reads nothing: what is old is read anew beside it. */
export function takePlaces(caps: LiveCap[], { at, day }: { at: Date; day: string }): Place[] | null {
  for (const { counted } of caps) refreshSoon(counted, at);
  if (!caps.every((cap) => cap.counted.counter.hasRoom(cap, day))) return null;
  return caps.map(({ counted }) => counted.counter.take(day));
}

async function countedOf(scope: Scope, timeZone: string): Promise<Counted> {
  const key = JSON.stringify([scope, timeZone]);
  const found = known.get(key);
  if (found) {
    const counted = await found;
    await refresh(counted, now()).catch(() => {});
    return counted;
  }
  const read = open(scope, timeZone);
  known.set(key, read);
  read.catch(() => known.delete(key));
  return read;
}

async function open(scope: Scope, timeZone: string): Promise<Counted> {
  const at = now();
  const counts = await readCounts(scope, dayIn(timeZone, at));
  return { scope, timeZone, counter: new ClickCounter(counts), readAt: at.getTime(), isReading: false };
}

function refreshSoon(counted: Counted, at: Date): void {
  // What cannot be read now is read by a later click.
  void refresh(counted, at).catch(() => {});
}

async function refresh(counted: Counted, at: Date): Promise<void> {
  if (counted.isReading || at.getTime() - counted.readAt < REFRESH_MS) return;
  counted.isReading = true;
  try {
    const mark = counted.counter.mark();
    counted.counter.adopt(await readCounts(counted.scope, dayIn(counted.timeZone, at)), mark);
    counted.readAt = at.getTime();
  } finally {
    counted.isReading = false;
  }
}

/** Every click that was answered is among them. */
async function readCounts(scope: Scope, day: string): Promise<Counts> {
  await settleClicks(scope.workspaceId);
  return { day, ...(await countClicksOf(scope, day)) };
}
