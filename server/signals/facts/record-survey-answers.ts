import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { appendTimeline, type TimelineInput } from '../../customers/index.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { markChanged } from '../changes.ts';
import { quarterOf } from '../rules/satisfaction.ts';
import { SCALES } from '../rules/scales.ts';
import type { SurveyAnswerInput } from '../schema/inputs.ts';
import { type AnswerRow, ensureSurveys, upsertAnswers } from '../store/survey-answers.ts';
import { type Located, locate } from './locate.ts';
import { failed, type RowOutcome } from './outcomes.ts';

const DEFAULT_SURVEY = { nps: 'NPS', csat: 'CSAT', ces: 'CES' } as const;

/**
 * Keeps survey answers: one a respondent and wave, the latest. A respondent is the person, or else the row's
 * external id. Idempotent; up to 10,000 rows a call.
 */
export async function recordSurveyAnswers(
  workspaceId: string,
  rows: SurveyAnswerInput[],
): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const { located, outcomes } = await locate(workspaceId, rows, refuse);
    if (located.length === 0) return outcomes;
    const calendar = await readCalendar(workspaceId);
    const surveys = await ensureSurveys(workspaceId, surveysOf(located));
    const told = located.map((row) => toAnswer(row, surveys, calendar));
    const latest = new Map<string, AnswerRow>();
    for (const answer of told) {
      const other = latest.get(answerKey(answer));
      if (!other || other.answeredAt <= answer.answeredAt) latest.set(answerKey(answer), answer);
    }
    const written = await upsertAnswers(workspaceId, [...latest.values()]);
    for (const [place, { index }] of located.entries()) {
      const answer = told[place] as AnswerRow;
      const saved = latest.get(answerKey(answer)) === answer ? written.get(answerKey(answer)) : undefined;
      if (saved) outcomes[index] = { outcome: saved.isNew ? 'created' : 'updated' };
    }
    const kept = [...latest.values()].filter((answer) => written.has(answerKey(answer)));
    await appendTimeline(
      workspaceId,
      kept.map((answer) => toEntry(answer, written.get(answerKey(answer))?.id ?? answer.id)),
    );
    await markChanged(
      workspaceId,
      kept.map((answer) => answer.accountId),
    );
    return outcomes;
  });
}

function refuse({ kind, score }: SurveyAnswerInput): RowOutcome | null {
  const { low, high } = SCALES[kind];
  const isScore = Number.isInteger(score) && score >= low && score <= high;
  return isScore ? null : failed('scoreOutOfRange', { score, low, high }, 'score');
}

function surveysOf(located: Located<SurveyAnswerInput>[]) {
  const named = located.filter(({ row }) => row.surveyId === undefined);
  const surveys = new Map(named.map(({ row }) => [surveyKey(row), row]));
  return [...surveys.values()].map((row) => ({ kind: row.kind, name: surveyName(row) }));
}

function surveyName(row: SurveyAnswerInput): string {
  return row.survey ?? DEFAULT_SURVEY[row.kind];
}

function surveyKey(row: SurveyAnswerInput): string {
  return `${row.kind} ${surveyName(row)}`;
}

function toAnswer(
  { row, accountId, personId, named }: Located<SurveyAnswerInput>,
  surveys: Map<string, string>,
  calendar: Calendar,
): AnswerRow {
  return {
    id: newId('ans'),
    surveyId: row.surveyId ?? surveys.get(surveyKey(row)) ?? '',
    kind: row.kind,
    wave: row.wave ?? quarterOf(calendar.dayOf(row.answeredAt)),
    respondent:
      row.respondent ??
      named.personId ??
      row.externalId ??
      `${named.accountId}|${row.answeredAt.toISOString()}`,
    externalId: row.externalId ?? null,
    accountId,
    personId,
    score: row.score,
    comment: row.comment ?? null,
    answeredAt: row.answeredAt,
  };
}

function answerKey(answer: AnswerRow): string {
  return `${answer.surveyId} ${answer.wave} ${answer.respondent}`;
}

function toEntry(answer: AnswerRow, id: string): TimelineInput {
  return {
    accountId: answer.accountId,
    personId: answer.personId,
    at: answer.answeredAt,
    kind: 'survey_answer',
    sourceId: `${id}:${answer.answeredAt.getTime()}`,
    code: `signals:timeline.answer.${answer.kind}`,
    values: { score: answer.score, comment: answer.comment ?? '' },
  };
}
