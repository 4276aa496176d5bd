import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { createSchedule, listSchedules, removeSchedule } from './keep-schedules.ts';
import { NewSchedule, ReportSchedule } from './schema.ts';

const tags = ['Reports'];

export function scheduleRoutes(app: App): void {
  app.get(
    '/api/v1/report-schedules',
    {
      schema: { response: { 200: z.object({ data: z.array(ReportSchedule) }) }, tags },
      config: { permission: 'reports.read' },
    },
    ({ actor }) => listSchedules(actor),
  );
  app.post(
    '/api/v1/report-schedules',
    {
      schema: { body: NewSchedule, response: { 201: ReportSchedule }, tags },
      config: { permission: 'reports.write' },
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createSchedule(actor, body);
    },
  );
  app.delete(
    '/api/v1/report-schedules/:id',
    {
      schema: { params: z.object({ id: z.string() }), response: { 204: z.null() }, tags },
      config: { permission: 'reports.write' },
    },
    async ({ actor, params }, reply) => {
      await removeSchedule(actor, params.id);
      return reply.code(204).send(null);
    },
  );
}
