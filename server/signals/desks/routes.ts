import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import {
  HelpDesk,
  HelpDeskChange,
  NewHelpDesk,
  NewTicket,
  TicketTaken,
  UnknownRequester,
} from '../schema/desk.ts';
import { changeDesk, createDesk, deleteDesk, getDesk, listDesks, listUnknownRequesters } from './desks.ts';
import { takeTicket } from './take-ticket.ts';

const IdParams = z.object({ id: z.string().max(100) });
const TICKETS_PER_MINUTE = 60_000;
const tags = ['Help desks'];
const readable = { permission: 'signals.read' };
const writable = { permission: 'workspace.write' };

/** Help desks that tell tickets, and tickets that the seller's own system tells. */
export function deskRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/help-desks',
    { schema: { response: { 200: z.object({ data: z.array(HelpDesk) }) }, tags }, config: readable },
    async ({ actor }) => ({ data: await listDesks(actor, config) }),
  );
  app.post(
    '/api/v1/help-desks',
    { schema: { body: NewHelpDesk, response: { 201: HelpDesk }, tags }, config: writable },
    ({ actor, body }, reply) => {
      reply.code(201);
      return createDesk(actor, config, body);
    },
  );
  oneDeskRoutes(app, config);
  app.post(
    '/api/v1/tickets',
    {
      schema: {
        summary: 'Tell a ticket of your own help desk, or what became of it',
        ...{ body: NewTicket, response: { 200: TicketTaken }, tags },
      },
      config: {
        ...{ permission: 'signals.write', needsAllRows: true },
        rateLimit: { max: TICKETS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    ({ actor, body }) => takeTicket(actor, body),
  );
}

function oneDeskRoutes(app: App, config: Config): void {
  const url = '/api/v1/help-desks/:id';
  const params = IdParams;
  app.get(
    url,
    { schema: { params, response: { 200: HelpDesk }, tags }, config: readable },
    ({ actor, params: { id } }) => getDesk(actor, config, id),
  );
  app.patch(
    url,
    { schema: { params, body: HelpDeskChange, response: { 200: HelpDesk }, tags }, config: writable },
    ({ actor, params: { id }, body }) => changeDesk(actor, config, id, body),
  );
  app.delete(
    url,
    { schema: { params, response: { 204: z.null() }, tags }, config: writable },
    async ({ actor, params: { id } }, reply) => {
      await deleteDesk(actor, id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    `${url}/unknown-requesters`,
    {
      schema: { params, response: { 200: z.object({ data: z.array(UnknownRequester) }) }, tags },
      config: { ...readable, needsAllRows: true },
    },
    async ({ actor, params: { id } }) => ({ data: await listUnknownRequesters(actor, config, id) }),
  );
}
