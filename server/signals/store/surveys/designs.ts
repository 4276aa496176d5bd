import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import type { NewSurvey, Survey, SurveyQuery } from '../../schema/survey.ts';
import { toStorableJson } from '../storable-json.ts';

type Change = Partial<Omit<NewSurvey, 'kind'>> & { status?: Survey['status'] };

/** Surveys that are sent from here, the newest first. @param id null means all. */
export async function selectSurveys(
  workspaceId: string,
  { status }: SurveyQuery,
  id: string | null = null,
): Promise<Survey[]> {
  const { rows } = await sql<Survey>`
    select survey.id, survey.name, survey.kind, design.status, design.texts, design.stages, design.sampling_percent,
      design.rest_days, design.open_days, design.reminder_days, design.repeat_days, design.next_wave_on,
      design.task_days, design.promoters_per_month, design.created_at, design.updated_at,
      waves.*, answers.*
    from signals.survey_designs design
    join signals.surveys survey on survey.workspace_id = design.workspace_id and survey.id = design.survey_id
    cross join lateral (
      select count(*) as wave_count, min(id) filter (where closed_at is null) as open_wave_id
      from signals.survey_waves wave
      where wave.workspace_id = design.workspace_id and wave.survey_id = design.survey_id) as waves
    cross join lateral (
      select count(*) as answer_count, max(answered_at) as last_answer_at from signals.survey_answers answer
      where answer.workspace_id = design.workspace_id and answer.survey_id = design.survey_id) as answers
    where design.workspace_id = ${workspaceId} and (${id}::text is null or survey.id = ${id})
      and (${status ?? null}::text is null or design.status = ${status ?? null})
    order by design.created_at desc, survey.id desc`.execute(db());
  return rows;
}

/** Takes over a survey that was imported under this name. @returns null when there is one that is sent from here. */
export async function insertSurvey(
  workspaceId: string,
  { kind, name, ...wanted }: NewSurvey,
  by: { createdBy: string; createdAt: Date },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into signals.surveys (workspace_id, id, kind, name) values (${workspaceId}, ${newId('sur')}, ${kind}, ${name})
    on conflict (workspace_id, kind, name) do update set name = excluded.name returning id`.execute(db());
  const surveyId = rows[0]?.id ?? '';
  const design = await db()
    .insertInto('signals.surveyDesigns')
    .values({
      ...{ ...wanted, workspaceId, surveyId, ...by, updatedAt: by.createdAt },
      texts: toStorableJson(wanted.texts),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('surveyId')
    .executeTakeFirst();
  return design?.surveyId ?? null;
}

/** Holds a survey until the transaction ends: its waves and promoters are counted under it. @returns false when it is not there. */
export async function lockSurvey(workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from signals.survey_designs where workspace_id = ${workspaceId} and survey_id = ${id}
    for update`.execute(db());
  return rows.length > 0;
}

/** @returns false when the name is another survey's. */
export async function updateSurvey(
  workspaceId: string,
  id: string,
  { name, texts, ...change }: Change,
  updatedAt: Date,
): Promise<boolean> {
  if (name !== undefined) {
    const { numAffectedRows } = await sql`
      update signals.surveys named set name = ${name} where workspace_id = ${workspaceId} and id = ${id}
        and not exists (select from signals.surveys other where other.workspace_id = ${workspaceId}
          and other.kind = named.kind and other.name = ${name} and other.id <> named.id)`.execute(db());
    if (numAffectedRows === 0n) return false;
  }
  await db()
    .updateTable('signals.surveyDesigns')
    .set({ ...change, ...(texts ? { texts: toStorableJson(texts) } : {}), updatedAt })
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', id)
    .execute();
  return true;
}

/** Surveys whose next wave is due on a day that has begun somewhere: their own calendar decides. */
export async function selectDueSurveys(
  day: string,
): Promise<{ workspaceId: string; surveyId: string; nextWaveOn: string }[]> {
  return (await db()
    .selectFrom('signals.surveyDesigns')
    .select(['workspaceId', 'surveyId', 'nextWaveOn'])
    .where('status', '=', 'active')
    .where('nextWaveOn', '<=', day)
    .orderBy('nextWaveOn')
    .execute()) as { workspaceId: string; surveyId: string; nextWaveOn: string }[];
}
