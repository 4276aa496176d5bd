import { max } from 'date-fns/max';
import { readCalendar } from '../calendar.ts';
import { selectNewestFacts } from '../store/newest-facts.ts';

/** When the newest thing happened that any source has told of a customer, up to a moment; null where nothing was. */
export async function findNewestFactAt(workspaceId: string, at: Date): Promise<Date | null> {
  const calendar = await readCalendar(workspaceId);
  const { usedAt, answeredAt, paidFrom, endedOn } = await selectNewestFacts(
    workspaceId,
    at,
    calendar.dayOf(at),
  );
  const moments = [
    ...[usedAt, answeredAt].filter((moment) => moment !== null),
    ...[paidFrom, endedOn].filter((told) => told !== null).map((told) => calendar.startOf(told)),
  ];
  return moments.length > 0 ? max(moments) : null;
}
