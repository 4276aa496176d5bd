import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { SurveyKind } from '../schema/inputs.ts';
import { toStorableJson } from './storable-json.ts';

export interface AnswerRow {
  id: string;
  surveyId: string;
  kind: SurveyKind;
  wave: string;
  respondent: string;
  externalId: string | null;
  accountId: string;
  personId: string | null;
  score: number;
  comment: string | null;
  answeredAt: Date;
}

/** The surveys of these kinds and names, made where they are new. @returns ids by `kind name`. */
export async function ensureSurveys(
  workspaceId: string,
  surveys: { kind: SurveyKind; name: string }[],
): Promise<Map<string, string>> {
  const told = surveys.map((survey) => ({ ...survey, id: newId('sur') }));
  const { rows } = await sql<{ id: string; kind: SurveyKind; name: string }>`
    insert into signals.surveys (workspace_id, id, kind, name)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${toStorableJson(told)}::jsonb) as told(id text, kind text, name text)
    order by 3, 4
    on conflict (workspace_id, kind, name) do update set name = excluded.name
    returning id, kind, name`.execute(db());
  return new Map(rows.map(({ id, kind, name }) => [`${kind} ${name}`, id]));
}

/**
 * Writes answers, no two of the same survey, wave and respondent. A later answer replaces an earlier one, and an
 * earlier one that arrives late changes nothing.
 * @returns what became of each answer that was written, by `survey wave respondent`.
 */
export async function upsertAnswers(
  workspaceId: string,
  answers: AnswerRow[],
): Promise<Map<string, { id: string; isNew: boolean }>> {
  const { rows } = await sql<{ key: string; id: string; isNew: boolean }>`
    insert into signals.survey_answers as known (workspace_id, id, survey_id, kind, wave, respondent, external_id,
      account_id, person_id, score, comment, answered_at)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${toStorableJson(answers)}::jsonb) as told(id text, "surveyId" text, kind text,
      wave text, respondent text, "externalId" text, "accountId" text, "personId" text, score integer,
      comment text, "answeredAt" timestamptz)
    order by "surveyId", wave, respondent
    on conflict (workspace_id, survey_id, wave, respondent) do update set
      external_id = coalesce(excluded.external_id, known.external_id), account_id = excluded.account_id,
      person_id = coalesce(excluded.person_id, known.person_id), score = excluded.score,
      comment = coalesce(excluded.comment, known.comment), answered_at = excluded.answered_at
    where excluded.answered_at >= known.answered_at
      and (excluded.account_id, excluded.score, coalesce(excluded.comment, known.comment), excluded.answered_at)
        is distinct from (known.account_id, known.score, known.comment, known.answered_at)
    returning concat_ws(' ', survey_id, wave, respondent) as key, id, xmax = 0 as "isNew"`.execute(db());
  return new Map(rows.map(({ key, id, isNew }) => [key, { id, isNew }]));
}
