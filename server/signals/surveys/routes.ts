import { z } from 'zod';
import { now } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import {
  AskPage,
  GivenAnswer,
  GivenScore,
  NewResponse,
  NewSurvey,
  ResponseTaken,
  Survey,
  SurveyAnswersQuery,
  SurveyChange,
  SurveyQuery,
  Wave,
  WavePreview,
  WaveView,
} from '../schema/survey.ts';
import { answerAsk, viewAsk } from './answer-survey.ts';
import { changeSurvey, createSurvey, getSurvey, listSurveys } from './keep-surveys.ts';
import { endWave, previewWave, startWave } from './start-wave.ts';
import { takeResponse } from './take-response.ts';
import { listAnswers, listWaves, viewWave } from './view-waves.ts';

const MAX_ID = 100;
const MAX_TOKEN = 500;
const RESPONSES_PER_MINUTE = 6_000;
const IdParams = z.object({ id: z.string().max(MAX_ID) });
const TokenParams = z.object({ token: z.string().min(1).max(MAX_TOKEN) });
const tags = ['Surveys'];
const url = '/api/v1/surveys';
const readable = { permission: 'signals.read', needsAllRows: true };
const writable = { permission: 'surveys.write' };

/** Surveys that are sent from here, their waves and what came back. */
export function surveyRoutes(app: App): void {
  app.get(
    url,
    {
      schema: { querystring: SurveyQuery, response: { 200: z.object({ data: z.array(Survey) }) }, tags },
      config: readable,
    },
    async ({ actor, query }) => ({ data: await listSurveys(actor, query) }),
  );
  app.post(
    url,
    { schema: { body: NewSurvey, response: { 201: Survey }, tags }, config: writable },
    ({ actor, body }, reply) => {
      reply.code(201);
      return createSurvey(actor, body);
    },
  );
  app.get(
    `${url}/:id`,
    { schema: { params: IdParams, response: { 200: Survey }, tags }, config: readable },
    ({ actor, params }) => getSurvey(actor, params.id),
  );
  app.patch(
    `${url}/:id`,
    { schema: { params: IdParams, body: SurveyChange, response: { 200: Survey }, tags }, config: writable },
    ({ actor, params, body }) => changeSurvey(actor, params.id, body),
  );
  waveRoutes(app);
  answerRoutes(app);
  publicRoutes(app);
}

function waveRoutes(app: App): void {
  app.get(
    `${url}/:id/waves`,
    {
      schema: { params: IdParams, querystring: PageQuery, response: { 200: pageOf(Wave) }, tags },
      config: readable,
    },
    ({ actor, params, query }) => listWaves(actor, params.id, query),
  );
  app.get(
    `${url}/:id/wave-preview`,
    { schema: { params: IdParams, response: { 200: WavePreview }, tags }, config: readable },
    ({ actor, params }) => previewWave(actor, params.id),
  );
  app.post(
    `${url}/:id/waves`,
    {
      schema: { summary: 'Ask people now', params: IdParams, response: { 201: Wave }, tags },
      config: writable,
    },
    ({ actor, params }, reply) => {
      reply.code(201);
      return startWave(actor, params.id);
    },
  );
  app.get(
    '/api/v1/survey-waves/:id',
    { schema: { params: IdParams, response: { 200: WaveView }, tags }, config: readable },
    ({ actor, params }) => viewWave(actor, params.id),
  );
  app.post(
    '/api/v1/survey-waves/:id/closing',
    {
      schema: { summary: 'Take no more answers', params: IdParams, response: { 200: Wave }, tags },
      config: writable,
    },
    ({ actor, params }) => endWave(actor, params.id),
  );
}

function answerRoutes(app: App): void {
  app.get(
    `${url}/:id/answers`,
    {
      schema: {
        params: IdParams,
        querystring: SurveyAnswersQuery,
        response: { 200: pageOf(GivenAnswer) },
        tags,
      },
      config: readable,
    },
    ({ actor, params, query }) => listAnswers(actor, params.id, query),
  );
  app.post(
    `${url}/:id/responses`,
    {
      schema: {
        summary: 'Tell an answer that your own product was given',
        ...{ params: IdParams, body: NewResponse, response: { 200: ResponseTaken }, tags },
      },
      config: {
        ...{ permission: 'signals.write', needsAllRows: true },
        rateLimit: { max: RESPONSES_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    ({ actor, params, body }) => takeResponse(actor, params.id, body),
  );
}

/** For whoever has the link of a mail; by address, guessing one takes for ever. */
function publicRoutes(app: App): void {
  const config = { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } };
  app.get(
    '/api/v1/public/surveys/:token',
    { schema: { params: TokenParams, response: { 200: AskPage }, tags }, config },
    ({ params }) => viewAsk(params.token, now()),
  );
  app.post(
    '/api/v1/public/surveys/:token',
    { schema: { params: TokenParams, body: GivenScore, response: { 200: AskPage }, tags }, config },
    ({ params, body }) => answerAsk(params.token, body, now()),
  );
}
