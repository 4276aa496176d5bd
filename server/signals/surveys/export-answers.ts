import type { Actor } from '../../core/actor.ts';
import { tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { type Survey, type SurveyAnswerFilters, SurveyAnswersExport } from '../schema/survey.ts';
import { getSurvey, listSurveys } from './keep-surveys.ts';
import { eachAnswer } from './view-waves.ts';

/** Every answer that matches the filters, survey by survey, the newest first. */
export function defineAnswerExport(): void {
  defineExport({
    name: 'survey-answers',
    permission: 'signals.read',
    needsAllRows: true,
    tag: 'Surveys',
    query: SurveyAnswersExport,
    async read(actor, { surveyId, ...filters }) {
      const surveys = surveyId ? [await getSurvey(actor, surveyId)] : await listSurveys(actor, {});
      return tableOf(
        {
          id: ({ answer }) => answer.id,
          survey: ({ survey }) => survey.name,
          kind: ({ survey }) => survey.kind,
          wave: ({ answer }) => answer.wave,
          score: ({ answer }) => answer.score,
          comment: ({ answer }) => answer.comment,
          answered_at: ({ answer }) => answer.answeredAt,
          account: ({ answer }) => answer.accountName,
          account_id: ({ answer }) => answer.accountId,
          person: ({ answer }) => answer.personName,
          person_email: ({ answer }) => answer.personEmail,
          task_id: ({ answer }) => answer.taskId,
          may_be_asked: ({ answer }) => answer.isPromoter,
        },
        eachAnswerOf(actor, surveys, filters),
      );
    },
  });
}

async function* eachAnswerOf(actor: Actor, surveys: Survey[], filters: SurveyAnswerFilters) {
  for (const survey of surveys)
    for await (const answer of eachAnswer(actor, survey.id, filters)) yield { survey, answer };
}
