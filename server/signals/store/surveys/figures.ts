import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { Segment } from '../../schema/survey.ts';

const answerOf = sql`left join signals.survey_answers answer on answer.workspace_id = ask.workspace_id
  and answer.survey_id = wave.survey_id and answer.wave = wave.name and answer.respondent = ask.asked_as`;

/** Who was asked and who answered, by what was known of their account when they were asked. */
export async function countSegments(
  workspaceId: string,
  waveId: string,
): Promise<Pick<Segment, 'by' | 'value' | 'askedCount' | 'answeredCount'>[]> {
  const { rows } = await sql<Pick<Segment, 'by' | 'value' | 'askedCount' | 'answeredCount'>>`
    select part.by, part.value, count(*) as asked_count, count(answer.id) as answered_count
    from signals.survey_asks ask
    join signals.survey_waves wave on wave.workspace_id = ask.workspace_id and wave.id = ask.wave_id
    ${answerOf}
    cross join lateral (values ('planTier', ask.plan_tier), ('stage', ask.stage), ('healthBand', ask.health_band))
      as part(by, value)
    where ask.workspace_id = ${workspaceId} and ask.wave_id = ${waveId} and not ask.is_withdrawn
    group by 1, 2 order by 1, 3 desc, 2`.execute(db());
  return rows;
}

/** The answers of everybody in the wave, asked or not, by score. */
export async function countScores(
  workspaceId: string,
  surveyId: string,
  wave: string,
): Promise<{ score: number; count: number }[]> {
  const { rows } = await sql<{ score: number; count: number }>`
    select score, count(*) as count from signals.survey_answers
    where workspace_id = ${workspaceId} and survey_id = ${surveyId} and wave = ${wave}
    group by score order by score`.execute(db());
  return rows;
}

/** How many mails were written, and how many were not because somebody refused or was gone. */
export async function countWritten(
  workspaceId: string,
  waveId: string,
): Promise<{ writtenCount: number; withdrawnCount: number }> {
  const { rows } = await sql<{ writtenCount: number; withdrawnCount: number }>`
    select count(mail_id) as written_count, count(*) filter (where is_withdrawn and person_id is not null) as withdrawn_count
    from signals.survey_asks where workspace_id = ${workspaceId} and wave_id = ${waveId}`.execute(db());
  return rows[0] ?? { writtenCount: 0, withdrawnCount: 0 };
}

/** What followed from the answers of a wave. */
export async function countFollowUps(
  workspaceId: string,
  surveyId: string,
  wave: string,
): Promise<{ taskCount: number; promoterCount: number }> {
  const { rows } = await sql<{ taskCount: number; promoterCount: number }>`
    select count(*) filter (where follow.kind = 'task') as task_count,
      count(*) filter (where follow.kind = 'promoter') as promoter_count
    from signals.survey_follow_ups follow
    join signals.survey_answers answer on answer.workspace_id = follow.workspace_id and answer.id = follow.answer_id
    where follow.workspace_id = ${workspaceId} and answer.survey_id = ${surveyId} and answer.wave = ${wave}`.execute(
    db(),
  );
  return rows[0] ?? { taskCount: 0, promoterCount: 0 };
}
