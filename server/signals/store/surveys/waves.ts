import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import type { Wave } from '../../schema/survey.ts';
import { toStorableJson } from '../storable-json.ts';

export type NewWave = Omit<Wave, 'askedCount' | 'remindedCount' | 'answeredCount' | 'closedAt'> & {
  seed: string;
  startedBy: string;
};

/** Call with the survey locked. */
export async function nextWaveNumber(workspaceId: string, surveyId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from signals.survey_waves
    where workspace_id = ${workspaceId} and survey_id = ${surveyId}`.execute(db());
  return rows[0]?.number ?? 1;
}

export async function insertWave(workspaceId: string, wave: NewWave): Promise<void> {
  await db()
    .insertInto('signals.surveyWaves')
    .values({ workspaceId, ...wave, leftOut: toStorableJson(wave.leftOut) })
    .execute();
}

const waves = (workspaceId: string) => sql`
  select wave.id, wave.survey_id, wave.number, wave.name, wave.sampling_percent, wave.reminder_days, wave.left_out,
    wave.started_at, wave.closes_at, wave.closed_at, counted.*
  from signals.survey_waves wave
  cross join lateral (
    select count(*) as asked_count, count(nullif(ask.reminder_mail_id, '')) as reminded_count, count(answer.id) as answered_count
    from signals.survey_asks ask
    left join signals.survey_answers answer on answer.workspace_id = ask.workspace_id
      and answer.survey_id = wave.survey_id and answer.wave = wave.name and answer.respondent = ask.asked_as
    where ask.workspace_id = wave.workspace_id and ask.wave_id = wave.id and not ask.is_withdrawn) as counted
  where wave.workspace_id = ${workspaceId}`;

/** Newest first. */
export async function pageOfWaves(
  workspaceId: string,
  surveyId: string,
  query: { limit: number; cursor?: string },
) {
  const after = decodeCursor(query.cursor);
  const { rows } = await sql<Wave>`
    ${waves(workspaceId)} and wave.survey_id = ${surveyId}
      and (${after?.value ?? null}::integer is null or wave.number < ${after?.value ?? null}::integer)
    order by wave.number desc limit ${query.limit + 1}`.execute(db());
  return toPage(rows, query.limit, ({ number, id }) => ({ value: number, id }));
}

export async function findWave(workspaceId: string, id: string): Promise<Wave | null> {
  const { rows } = await sql<Wave>`${waves(workspaceId)} and wave.id = ${id}`.execute(db());
  return rows[0] ?? null;
}

/** @returns false when it was closed before. */
export async function closeWave(workspaceId: string, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update signals.survey_waves set closed_at = ${at}
    where workspace_id = ${workspaceId} and id = ${id} and closed_at is null`.execute(db());
  return numAffectedRows === 1n;
}

/** Waves whose time is over, of all workspaces. */
export async function selectOverdueWaves(at: Date): Promise<{ workspaceId: string; id: string }[]> {
  return db()
    .selectFrom('signals.surveyWaves')
    .select(['workspaceId', 'id'])
    .where('closedAt', 'is', null)
    .where('closesAt', '<=', at)
    .execute();
}

/** Waves that still have somebody to remind, or a mail to write, of all workspaces. */
export async function selectWavesToTend(at: Date): Promise<{ workspaceId: string; waveId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; waveId: string }>`
    select wave.workspace_id, wave.id as wave_id from signals.survey_waves wave
    join signals.survey_designs design on design.workspace_id = wave.workspace_id
      and design.survey_id = wave.survey_id
    where wave.closed_at is null and design.status = 'active' and (
      wave.reminder_days is not null and wave.started_at <= ${at}::timestamptz - make_interval(days => wave.reminder_days)
        and exists (select from signals.survey_asks ask where ask.workspace_id = wave.workspace_id
          and ask.wave_id = wave.id and ask.mail_id is not null and ask.reminder_mail_id is null and not ask.is_withdrawn)
      or exists (select from signals.survey_asks ask where ask.workspace_id = wave.workspace_id
          and ask.wave_id = wave.id and ask.mail_id is null and not ask.is_withdrawn))`.execute(db());
  return rows;
}
