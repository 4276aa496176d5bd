import { type SqlBool, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { Cursor } from '../../../core/page.ts';
import { SCALES } from '../../rules/scales.ts';
import type { SurveyKind } from '../../schema/inputs.ts';
import type { ResponseTaken, SurveyAnswerFilters } from '../../schema/survey.ts';

export interface StoredAnswer extends ResponseTaken {
  accountId: string;
  personId: string | null;
  kind: SurveyKind;
}

export interface FollowedAnswer extends StoredAnswer {
  taskId: string | null;
  isPromoter: boolean;
}

/** The answer of a respondent in a wave, as it is now. */
export async function findAnswer(
  workspaceId: string,
  key: { surveyId: string; wave: string; respondent: string },
): Promise<StoredAnswer | null> {
  const row = await db()
    .selectFrom('signals.surveyAnswers')
    .select(['id', 'wave', 'score', 'comment', 'answeredAt', 'accountId', 'personId', 'kind'])
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', key.surveyId)
    .where('wave', '=', key.wave)
    .where('respondent', '=', key.respondent)
    .executeTakeFirst();
  return (row as StoredAnswer | undefined) ?? null;
}

/** With the survey that it belongs to; null when either is gone. */
export async function findAnswerById(workspaceId: string, id: string) {
  const row = await db()
    .selectFrom('signals.surveyAnswers')
    .select(['id', 'surveyId', 'wave', 'score', 'comment', 'answeredAt', 'accountId', 'personId', 'kind'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return (row as (StoredAnswer & { surveyId: string }) | undefined) ?? null;
}

const MOOD = {
  unhappy: ({ unhappyTo }: { unhappyTo: number }) => sql<SqlBool>`answer.score <= ${unhappyTo}`,
  neutral: ({ unhappyTo, gladFrom }: { unhappyTo: number; gladFrom: number }) =>
    sql<SqlBool>`answer.score > ${unhappyTo} and answer.score < ${gladFrom}`,
  glad: ({ gladFrom }: { gladFrom: number }) => sql<SqlBool>`answer.score >= ${gladFrom}`,
};

/** Newest first, after a cursor; what followed from each comes with it. */
export async function selectAnswers(
  workspaceId: string,
  survey: { id: string; kind: SurveyKind },
  { wave, mood, hasComment }: SurveyAnswerFilters,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<FollowedAnswer[]> {
  const conditions = [
    ...(wave === undefined ? [] : [sql<SqlBool>`answer.wave = ${wave}`]),
    ...(mood === undefined ? [] : [MOOD[mood](SCALES[survey.kind])]),
    ...(hasComment === undefined ? [] : [sql<SqlBool>`(coalesce(answer.comment, '') <> '') = ${hasComment}`]),
    ...(after
      ? [sql<SqlBool>`(answer.answered_at, answer.id) < (${after.value}::timestamptz, ${after.id})`]
      : []),
  ];
  const also = conditions.map((condition) => sql`and (${condition})`);
  const { rows } = await sql<FollowedAnswer>`
    select answer.id, answer.wave, answer.score, nullif(answer.comment, '') as comment, answer.answered_at,
      answer.account_id, answer.person_id, answer.kind, task.task_id, promoter.answer_id is not null as is_promoter
    from signals.survey_answers answer
    left join signals.survey_follow_ups task on task.workspace_id = answer.workspace_id
      and task.answer_id = answer.id and task.kind = 'task'
    left join signals.survey_follow_ups promoter on promoter.workspace_id = answer.workspace_id
      and promoter.answer_id = answer.id and promoter.kind = 'promoter'
    where answer.workspace_id = ${workspaceId} and answer.survey_id = ${survey.id} ${sql.join(also, sql` `)}
    order by answer.answered_at desc, answer.id desc limit ${limit}`.execute(db());
  return rows;
}

/** Claims a response key in the open transaction; a second caller waits for the first. @returns whether it was free. */
export async function claimResponse(
  workspaceId: string,
  surveyId: string,
  responseKey: string,
): Promise<boolean> {
  const row = await db()
    .insertInto('signals.surveyResponses')
    .values({ workspaceId, surveyId, responseKey })
    .onConflict((conflict) => conflict.doNothing())
    .returning('responseKey')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setResponseAnswer(
  workspaceId: string,
  surveyId: string,
  responseKey: string,
  answerId: string,
): Promise<void> {
  await db()
    .updateTable('signals.surveyResponses')
    .set({ answerId })
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .where('responseKey', '=', responseKey)
    .execute();
}

export async function findResponseAnswer(
  workspaceId: string,
  surveyId: string,
  responseKey: string,
): Promise<string | null> {
  const row = await db()
    .selectFrom('signals.surveyResponses')
    .select('answerId')
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .where('responseKey', '=', responseKey)
    .executeTakeFirst();
  return row?.answerId ?? null;
}

/** @returns false when the same follows from the answer already. */
export async function insertFollowUp(
  workspaceId: string,
  followUp: {
    answerId: string;
    kind: 'task' | 'promoter';
    surveyId: string;
    /** Its first day. */
    month: string;
    createdAt: Date;
  },
): Promise<boolean> {
  const row = await db()
    .insertInto('signals.surveyFollowUps')
    .values({ workspaceId, ...followUp })
    .onConflict((conflict) => conflict.doNothing())
    .returning('answerId')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setFollowUpTask(workspaceId: string, answerId: string, taskId: string): Promise<void> {
  await db()
    .updateTable('signals.surveyFollowUps')
    .set({ taskId })
    .where('workspaceId', '=', workspaceId)
    .where('answerId', '=', answerId)
    .where('kind', '=', 'task')
    .execute();
}

/** Somebody who changed their mind is no promoter any more. */
export async function deletePromoter(workspaceId: string, answerId: string): Promise<void> {
  await db()
    .deleteFrom('signals.surveyFollowUps')
    .where('workspaceId', '=', workspaceId)
    .where('answerId', '=', answerId)
    .where('kind', '=', 'promoter')
    .execute();
}

/** Which of these people are marked as ones who may be asked. */
export async function selectPromoters(workspaceId: string, personIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ personId: string }>`
    select distinct answer.person_id from signals.survey_follow_ups follow
    join signals.survey_answers answer on answer.workspace_id = follow.workspace_id and answer.id = follow.answer_id
    where follow.workspace_id = ${workspaceId} and follow.kind = 'promoter'
      and answer.person_id = any(${personIds}::text[])`.execute(db());
  return new Set(rows.map(({ personId }) => personId));
}

export async function countPromoters(workspaceId: string, surveyId: string, month: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from signals.survey_follow_ups
    where workspace_id = ${workspaceId} and survey_id = ${surveyId} and month = ${month}::date
      and kind = 'promoter'`.execute(db());
  return rows[0]?.count ?? 0;
}
