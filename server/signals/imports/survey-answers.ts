import { defineImportObject } from '../../customers/index.ts';
import { recordSurveyAnswers } from '../facts/record-survey-answers.ts';
import { ACCOUNT_ID_WORDS, PERSON_EMAIL_WORDS, PERSON_ID_WORDS } from './words.ts';

export function defineSurveyAnswerImport(): void {
  defineImportObject({
    name: 'surveyAnswers',
    labels: 'signals:import.surveyAnswers',
    aliases: ['survey answers', 'survey responses', 'surveys', 'nps', 'csat', 'nps responses', 'feedback'],
    after: ['accounts', 'people'],
    key: ['externalId'],
    fields: [
      { name: 'externalId', type: 'text', aliases: ['answer id', 'response id', 'record id', 'id'] },
      { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS, required: true },
      { name: 'personExternalId', type: 'text', aliases: PERSON_ID_WORDS },
      { name: 'personEmail', type: 'text', aliases: PERSON_EMAIL_WORDS },
      {
        name: 'kind',
        type: 'choice',
        aliases: ['survey type', 'type', 'survey kind'],
        choices: {
          nps: ['net promoter score'],
          csat: ['customer satisfaction', 'satisfaction'],
          ces: ['customer effort score'],
        },
      },
      { name: 'survey', type: 'text', aliases: ['survey name', 'questionnaire'] },
      { name: 'wave', type: 'text', aliases: ['round', 'campaign', 'survey wave'] },
      {
        name: 'score',
        type: 'number',
        aliases: ['nps score', 'csat score', 'rating', 'answer', 'response'],
        required: true,
      },
      { name: 'comment', type: 'text', aliases: ['feedback', 'feedback text', 'verbatim', 'comments'] },
      {
        name: 'answeredAt',
        type: 'datetime',
        aliases: ['answered', 'responded at', 'response date', 'submitted at', 'date', 'created at'],
        required: true,
      },
    ],
    saveBatch: (workspaceId, rows) =>
      // A file that does not say what it asks holds recommendation scores: the usual export.
      recordSurveyAnswers(
        workspaceId,
        rows.map((row) => ({ ...row, kind: row.kind ?? 'nps' })),
      ),
  });
}
