import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { CALENDAR_PATH, endTaskCalendar, getTaskCalendar, renewTaskCalendar } from './keep-calendar.ts';
import { readTaskCalendar } from './read-calendar.ts';
import { CreatedTaskCalendar, TaskCalendar } from './schema.ts';

const MAX_ADDRESS = 100;
const READINGS_PER_MINUTE = 60;
const OWN = '/api/v1/task-calendar';

const tags = ['Tasks'];
const canRead = { permission: 'tasks.read' };

export function taskCalendarRoutes(app: App, config: Config): void {
  app.get(OWN, { schema: { response: { 200: TaskCalendar }, tags }, config: canRead }, ({ actor }) =>
    getTaskCalendar(actor),
  );
  app.post(
    OWN,
    { schema: { response: { 201: CreatedTaskCalendar }, tags }, config: canRead },
    async ({ actor }, reply) => {
      reply.code(201);
      return renewTaskCalendar(actor, config);
    },
  );
  app.delete(
    OWN,
    { schema: { response: { 204: z.null() }, tags }, config: canRead },
    async ({ actor }, reply) => {
      await endTaskCalendar(actor);
      return reply.code(204).send(null);
    },
  );
  app.get(
    `${CALENDAR_PATH}/:token`,
    {
      schema: {
        params: z.object({ token: z.string().max(MAX_ADDRESS) }),
        produces: ['text/calendar'],
        tags,
      },
      config: { permission: 'public', rateLimit: { max: READINGS_PER_MINUTE, timeWindow: '1 minute' } },
    },
    async ({ params }, reply) => {
      reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, no-store');
      return readTaskCalendar(params.token, config);
    },
  );
}
