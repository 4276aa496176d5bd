import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { choosePreferences, viewPreferences } from './choose-preferences.ts';
import { EVERYTHING, PURPOSES } from './kinds.ts';
import { recordConsent, viewConsents } from './record-consent.ts';
import { Consent, ConsentView, NewConsent, PreferenceChoices, Preferences } from './schema.ts';

const tags = ['Consent'];
const MAX_TOKEN = 500;
const MAX_FORM_BYTES = 10_000;
const TokenParams = z.object({ token: z.string().min(1).max(MAX_TOKEN) });
const UnsubscribeQuery = z.object({ purpose: z.enum([EVERYTHING, ...PURPOSES]) });
/** By address: guessing a link takes for ever. */
const open = { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } };

export function consentRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/people/:id/consents',
    {
      schema: { params: IdParams, response: { 200: ConsentView }, tags },
      config: { permission: 'accounts.read' },
    },
    ({ actor, params }) => viewConsents(actor, config, params.id),
  );
  app.post(
    '/api/v1/people/:id/consents',
    {
      schema: { params: IdParams, body: NewConsent, response: { 201: Consent }, tags },
      config: { permission: 'accounts.write' },
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201);
      return recordConsent(actor, params.id, body);
    },
  );
  app.get(
    '/api/v1/public/preferences/:token',
    { schema: { params: TokenParams, response: { 200: Preferences }, tags }, config: open },
    ({ params }) => viewPreferences(params.token),
  );
  app.post(
    '/api/v1/public/preferences/:token',
    {
      schema: { params: TokenParams, body: PreferenceChoices, response: { 200: Preferences }, tags },
      config: open,
    },
    ({ params, body }) => choosePreferences(params.token, body, now()),
  );
  unsubscribeRoutes(app, config);
}

/** One click in a mail program acts at once; a scanner that only opens the address changes nothing. */
function unsubscribeRoutes(app: App, { publicUrl }: Config): void {
  const path = '/api/v1/public/preferences/:token/unsubscribe';
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    (scope as App).post(
      path,
      { schema: { params: TokenParams, querystring: UnsubscribeQuery, hide: true }, config: open },
      async ({ params, query: { purpose } }, reply) => {
        const refusal = purpose === EVERYTHING ? { nothing: true } : { choices: { [purpose]: false } };
        await choosePreferences(params.token, PreferenceChoices.parse(refusal), now());
        return reply.code(200).type('text/plain').send('OK\n');
      },
    );
    (scope as App).get(
      path,
      { schema: { params: TokenParams, querystring: UnsubscribeQuery, hide: true }, config: open },
      async ({ params }, reply) =>
        reply.redirect(`${publicUrl}/preferences/${encodeURIComponent(params.token)}`),
    );
  });
}
