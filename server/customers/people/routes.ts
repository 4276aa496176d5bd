import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { createActivity } from '../activities/create-activity.ts';
import {
  NewPerson,
  Person,
  PersonChange,
  PersonQuery,
  PersonView,
  StakeholderPart,
} from '../schema/person.ts';
import { Id, IdParams } from '../schema/query.ts';
import {
  NewNote,
  TimelineEntry,
  TimelineKinds,
  TimelineKindsQuery,
  TimelineQuery,
} from '../schema/timeline.ts';
import { countTimeline, listTimeline } from '../timeline/list-timeline.ts';
import { cardRoutes } from './cards/routes.ts';
import { changePerson } from './change-person.ts';
import { createPerson } from './create-person.ts';
import { getPerson, listPeople } from './read-people.ts';
import { removeStakeholder, setStakeholder } from './set-stakeholder.ts';

const tags = ['People'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };
const StakeholderParams = z.object({ id: Id, personId: Id });

export function peopleRoutes(app: App): void {
  recordRoutes(app);
  timelineRoutes(app);
  stakeholderRoutes(app);
  cardRoutes(app);
}

function recordRoutes(app: App): void {
  app.get(
    '/api/v1/people',
    { schema: { querystring: PersonQuery, response: { 200: pageOf(Person) }, tags }, config: canRead },
    ({ actor, query }) => listPeople(actor, query),
  );
  app.post(
    '/api/v1/people',
    { schema: { body: NewPerson, response: { 201: PersonView }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createPerson(actor, body);
    },
  );
  app.get(
    '/api/v1/people/:id',
    {
      schema: { params: IdParams, response: { 200: PersonView }, tags },
      config: { ...canRead, shows: 'person' },
    },
    ({ actor, params }) => getPerson(actor, params.id),
  );
  app.patch(
    '/api/v1/people/:id',
    {
      schema: { params: IdParams, body: PersonChange, response: { 200: PersonView }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => changePerson(actor, params.id, body),
  );
}

function timelineRoutes(app: App): void {
  app.get(
    '/api/v1/people/:id/timeline',
    {
      schema: {
        params: IdParams,
        querystring: TimelineQuery,
        response: { 200: pageOf(TimelineEntry) },
        tags,
      },
      config: canRead,
    },
    ({ actor, params, query }) => listTimeline(actor, { personId: params.id }, query),
  );
  app.get(
    '/api/v1/people/:id/timeline/kinds',
    {
      schema: { params: IdParams, querystring: TimelineKindsQuery, response: { 200: TimelineKinds }, tags },
      config: canRead,
    },
    ({ actor, params, query }) => countTimeline(actor, { personId: params.id }, query),
  );
  app.post(
    '/api/v1/people/:id/notes',
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
      return createActivity(actor, { kind: 'note', personId: params.id, body: body.body });
    },
  );
}

function stakeholderRoutes(app: App): void {
  app.put(
    '/api/v1/accounts/:id/stakeholders/:personId',
    {
      schema: {
        params: StakeholderParams,
        body: StakeholderPart,
        response: { 200: StakeholderPart },
        tags,
      },
      config: canWrite,
    },
    ({ actor, params, body }) => setStakeholder(actor, params.id, params.personId, body),
  );
  app.delete(
    '/api/v1/accounts/:id/stakeholders/:personId',
    { schema: { params: StakeholderParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await removeStakeholder(actor, params.id, params.personId);
      return reply.code(204).send(null);
    },
  );
}
