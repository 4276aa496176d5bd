import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import { createActivity } from '../activities/create-activity.ts';
import { listAccountPeople } from '../people/read-people.ts';
import {
  Account,
  AccountChange,
  AccountChoices,
  AccountQuery,
  AccountView,
  FeelingCounts,
  NewAccount,
} from '../schema/account.ts';
import { BulkAnswer, BulkChange } from '../schema/bulk-change.ts';
import { AccountPerson } from '../schema/person.ts';
import { IdParams } from '../schema/query.ts';
import {
  NewNote,
  TimelineEntry,
  TimelineKinds,
  TimelineKindsQuery,
  TimelineQuery,
} from '../schema/timeline.ts';
import { countTimeline, listTimeline } from '../timeline/list-timeline.ts';
import { changeAccount } from './change-account.ts';
import { changeAccounts } from './change-accounts.ts';
import { createAccount } from './create-account.ts';
import { getAccount, listAccountChoices, listAccounts, viewFeelings } from './read-accounts.ts';

const tags = ['Accounts'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };

export function accountRoutes(app: App): void {
  listRoutes(app);
  recordRoutes(app);
  timelineRoutes(app);
}

function listRoutes(app: App): void {
  app.get(
    '/api/v1/accounts',
    { schema: { querystring: AccountQuery, response: { 200: pageOf(Account) }, tags }, config: canRead },
    ({ actor, query }) => listAccounts(actor, query),
  );
  app.get(
    '/api/v1/accounts/choices',
    { schema: { response: { 200: AccountChoices }, tags }, config: canRead },
    ({ actor }) => listAccountChoices(actor),
  );
  app.get(
    '/api/v1/accounts/feelings',
    { schema: { response: { 200: FeelingCounts }, tags }, config: canRead },
    ({ actor }) => viewFeelings(actor),
  );
  app.post(
    '/api/v1/accounts/bulk',
    { schema: { body: BulkChange, response: { 200: BulkAnswer }, tags }, config: canWrite },
    ({ actor, body }) => changeAccounts(actor, body),
  );
}

function recordRoutes(app: App): void {
  app.post(
    '/api/v1/accounts',
    { schema: { body: NewAccount, response: { 201: AccountView }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createAccount(actor, body);
    },
  );
  app.get(
    '/api/v1/accounts/:id',
    {
      schema: { params: IdParams, response: { 200: AccountView }, tags },
      config: { ...canRead, shows: 'account' },
    },
    ({ actor, params }) => getAccount(actor, params.id),
  );
  app.patch(
    '/api/v1/accounts/:id',
    {
      schema: { params: IdParams, body: AccountChange, response: { 200: AccountView }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => changeAccount(actor, params.id, body),
  );
  app.get(
    '/api/v1/accounts/:id/people',
    {
      schema: { params: IdParams, querystring: PageQuery, response: { 200: pageOf(AccountPerson) }, tags },
      config: canRead,
    },
    ({ actor, params, query }) => listAccountPeople(actor, params.id, query),
  );
}

function timelineRoutes(app: App): void {
  app.get(
    '/api/v1/accounts/:id/timeline',
    {
      schema: {
        params: IdParams,
        querystring: TimelineQuery,
        response: { 200: pageOf(TimelineEntry) },
        tags,
      },
      config: canRead,
    },
    ({ actor, params, query }) => listTimeline(actor, { accountId: params.id }, query),
  );
  app.get(
    '/api/v1/accounts/:id/timeline/kinds',
    {
      schema: { params: IdParams, querystring: TimelineKindsQuery, response: { 200: TimelineKinds }, tags },
      config: canRead,
    },
    ({ actor, params, query }) => countTimeline(actor, { accountId: params.id }, query),
  );
  app.post(
    '/api/v1/accounts/:id/notes',
    {
      schema: {
        params: IdParams,
        body: NewNote,
        response: { 201: z.object({ id: z.string() }) },
        tags,
      },
      config: canWrite,
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201);
      return createActivity(actor, { kind: 'note', accountId: params.id, body: body.body });
    },
  );
}
