import { type Actor, authorize } from '../../core/actor.ts';
import { readCalendar } from '../calendar.ts';
import { freshness } from '../rules/freshness.ts';
import { netPromoterScore, satisfactionScore } from '../rules/satisfaction.ts';
import type { PeriodQuery, SatisfactionView } from '../schema/views.ts';
import { type AnswerCounts, countAnswers } from '../store/reports.ts';
import { monthName, readPeriod } from './period.ts';

/** Nobody is asked again within 90 days, so answers speak for that long. */
const ANSWERS_VALID_DAYS = 90;

/** NPS and CSAT with their intervals, over the period and by month. */
export async function viewSatisfaction(actor: Actor, query: PeriodQuery): Promise<SatisfactionView> {
  authorize(actor, 'signals.read');
  const calendar = await readCalendar(actor.workspaceId);
  const { months, from, until } = readPeriod(query, calendar);
  const counts = await countAnswers(
    actor.workspaceId,
    calendar.timeZone,
    calendar.startOf(from),
    calendar.startOf(until),
  );
  const latest = counts.reduce<Date | null>(
    (last, { lastAt }) => (last && last > lastAt ? last : lastAt),
    null,
  );
  return {
    ...scoresOf(counts),
    months: months.map((month) => ({
      month: monthName(month),
      ...scoresOf(counts.filter((row) => row.month === month)),
    })),
    freshness: freshness(latest, actor.now, ANSWERS_VALID_DAYS),
  };
}

function scoresOf(counts: AnswerCounts[]): Pick<SatisfactionView, 'nps' | 'csat'> {
  const sum = (kind: AnswerCounts['kind'], figure: 'count' | 'promoters' | 'detractors' | 'satisfied') =>
    counts.filter((row) => row.kind === kind).reduce((total, row) => total + row[figure], 0);
  const promoters = sum('nps', 'promoters');
  const detractors = sum('nps', 'detractors');
  return {
    nps: netPromoterScore({
      promoters,
      passives: sum('nps', 'count') - promoters - detractors,
      detractors,
    }),
    csat: satisfactionScore(sum('csat', 'satisfied'), sum('csat', 'count')),
  };
}
