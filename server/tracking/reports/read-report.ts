import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { invalidField } from '../../core/problem.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { type ClickGroup, selectClickGroups, type WantedGroups } from '../store/click-groups.ts';
import { type ListedClick, selectListedClicks } from '../store/listed-clicks.ts';
import { type ClickDimension, type Question, sourceOf } from './question.ts';

/** What no roll-up answers is counted click by click: a quarter of a year of them at most. */
const MAX_DAYS_OF_CLICKS = 92;

/** Clicks by one to three dimensions. @throws Problem 422 when it would take the clicks of more than 92 days. */
export async function groupClicks(
  workspaceId: string,
  question: Question<ClickDimension>,
  wanted: WantedGroups,
): Promise<ClickGroup[]> {
  if (sourceOf(question).kind === 'clicks') refuseLongPeriod(question);
  await settleClicks(workspaceId);
  return selectClickGroups(workspaceId, question, wanted);
}

/** The newest clicks of a report's group. @throws Problem 422 for a period of more than 92 days. */
export async function listClicks(
  workspaceId: string,
  question: Question<ClickDimension>,
  limit: number,
): Promise<ListedClick[]> {
  refuseLongPeriod(question);
  await settleClicks(workspaceId);
  return selectListedClicks(workspaceId, question, limit);
}

function refuseLongPeriod({ since, until }: { since: string; until: string }): void {
  if (differenceInCalendarDays(until, since) >= MAX_DAYS_OF_CLICKS)
    throw invalidField(
      'since',
      `is more than ${MAX_DAYS_OF_CLICKS} days before the end, too long for single clicks`,
    );
}
