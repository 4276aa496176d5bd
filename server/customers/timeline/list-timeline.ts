import { type Actor, authorize } from '../../core/actor.ts';
import { formatMoney } from '../../core/money.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import type { TimelineEntry, TimelineFilters, TimelineKinds, TimelineQuery } from '../schema/timeline.ts';
import { selectSummaries } from '../store/accounts.ts';
import { selectPeople } from '../store/find-people.ts';
import { countKinds, type Subject, selectTimeline } from '../store/read-timeline.ts';

interface TimelinePage {
  data: TimelineEntry[];
  nextCursor: string | null;
}

/** Newest first, in the reader's language. @throws Problem 404 */
export async function listTimeline(
  actor: Actor,
  subject: Subject,
  query: TimelineQuery,
): Promise<TimelinePage> {
  authorize(actor, 'accounts.read');
  await refuseForeignSubject(actor, subject);
  const { limit, cursor, ...filters } = query;
  const page = { limit, after: decodeCursor(cursor) };
  const { data, nextCursor } = await selectTimeline(actor, subject, filters, page);
  return { data: data.map((row) => toEntry(actor.locale, row)), nextCursor };
}

/** How many entries of each kind fit the filters. @throws Problem 404 */
export async function countTimeline(
  actor: Actor,
  subject: Subject,
  filters: TimelineFilters,
): Promise<TimelineKinds> {
  authorize(actor, 'accounts.read');
  await refuseForeignSubject(actor, subject);
  return { data: await countKinds(actor, subject, filters) };
}

type StoredEntry = Awaited<ReturnType<typeof selectTimeline>>['data'][number];

function toEntry(locale: string, row: StoredEntry): TimelineEntry {
  const values = row.values as Record<string, unknown>;
  const { amountMinor, currency } = row;
  const amount = amountMinor !== null && currency ? formatMoney(amountMinor, currency, locale) : undefined;
  return { ...row, values, text: words(locale, row.code, { amount, ...spoken(locale, values) }) };
}

/** Values that are catalog keys themselves (`{ code }`) become words of the reader's language. */
function spoken(locale: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isCode = typeof value === 'object' && value !== null && 'code' in value;
      return [name, isCode ? words(locale, String(value.code)) : value];
    }),
  );
}

/** @throws Problem 404 */
async function refuseForeignSubject(actor: Actor, subject: Subject): Promise<void> {
  const { workspaceId } = actor;
  const isAccount = 'accountId' in subject;
  const object = isAccount ? 'account' : 'person';
  await refuseBeyondReach(actor, { object, ids: Object.values(subject), to: 'read' });
  const found = isAccount
    ? await selectSummaries(workspaceId, [subject.accountId])
    : await selectPeople(workspaceId, [subject.personId]);
  if (found.length === 0) throw notFound(object);
}
