import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Day } from '../schema/inputs.ts';
import type {
  Subscription,
  SubscriptionQuery,
  SurveyAnswer,
  SurveyAnswerQuery,
  Ticket,
  TicketQuery,
} from '../schema/views.ts';

/** Newest first. */
export async function selectTickets(workspaceId: string, accountId: string, query: TicketQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('signals.tickets')
    .select(['id', 'externalId', 'personId', 'subject', 'priority', 'isEscalated', 'openedAt', 'closedAt'])
    .select(['firstResponseMinutes', 'reopenCount'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('closedAt', query.state === 'open' ? 'is' : 'is not', null);
  if (query.priority) select = select.where('priority', '=', query.priority);
  if (after) {
    select = select.where(sql<boolean>`(opened_at, id) < (${after.value}::timestamptz, ${after.id})`);
  }
  const rows = (await select.execute()) as Ticket[];
  return toPage(rows, query.limit, (row) => ({ value: row.openedAt.toISOString(), id: row.id }));
}

/** Newest first. `day` decides what is active. */
export async function selectSubscriptions(
  workspaceId: string,
  accountId: string,
  query: SubscriptionQuery,
  day: Day,
) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('signals.subscriptions')
    .select(['id', 'externalId', 'plan', 'seats', 'mrrMinor', 'currency', 'billingPeriod', 'isTrial'])
    .select(['renews', 'hasUpgraded', 'hasDowngraded', 'startedOn', 'endedOn'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state === 'active') {
    select = select.where(sql<boolean>`(ended_on is null or ended_on > ${day}::date)`);
  }
  if (query.state === 'ended') select = select.where(sql<boolean>`ended_on <= ${day}::date`);
  if (after) select = select.where(sql<boolean>`(started_on, id) < (${after.value}::date, ${after.id})`);
  const rows = (await select.execute()) as Subscription[];
  return toPage(rows, query.limit, (row) => ({ value: row.startedOn, id: row.id }));
}

/** Newest first. */
export async function selectSurveyAnswers(workspaceId: string, accountId: string, query: SurveyAnswerQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('signals.surveyAnswers as answer')
    .innerJoin('signals.surveys as survey', (join) =>
      join.onRef('survey.workspaceId', '=', 'answer.workspaceId').onRef('survey.id', '=', 'answer.surveyId'),
    )
    .select(['answer.id', 'answer.kind', 'survey.name as survey', 'answer.wave', 'answer.personId'])
    .select(['answer.score', 'answer.comment', 'answer.answeredAt'])
    .where('answer.workspaceId', '=', workspaceId)
    .where('answer.accountId', '=', accountId)
    .orderBy('answer.answeredAt', 'desc')
    .orderBy('answer.id', 'desc')
    .limit(query.limit + 1);
  if (query.kind) select = select.where('answer.kind', '=', query.kind);
  if (after) {
    select = select.where(
      sql<boolean>`(answer.answered_at, answer.id) < (${after.value}::timestamptz, ${after.id})`,
    );
  }
  const rows = (await select.execute()) as SurveyAnswer[];
  return toPage(rows, query.limit, (row) => ({ value: row.answeredAt.toISOString(), id: row.id }));
}
