import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { changeTask, takeTask } from './change-task.ts';
import { changeTasks } from './change-tasks.ts';
import { cancelTask, completeTask, reopenTask } from './close-task.ts';
import { createTask } from './create-task.ts';
import { countMyTasks, getTask, listTasks } from './read-tasks.ts';
import {
  Cancellation,
  NewTask,
  Task,
  TaskChange,
  TaskCounts,
  TaskQuery,
  TasksAnswer,
  TasksChange,
} from './schema.ts';

const tags = ['Tasks'];
const canRead = { permission: 'tasks.read' };
const canWrite = { permission: 'tasks.write' };
const ofTask = { params: IdParams, response: { 200: Task }, tags };

export function taskRoutes(app: App): void {
  app.get(
    '/api/v1/tasks',
    { schema: { querystring: TaskQuery, response: { 200: pageOf(Task) }, tags }, config: canRead },
    ({ actor, query }) => listTasks(actor, query),
  );
  app.get(
    '/api/v1/tasks/counts',
    { schema: { response: { 200: TaskCounts }, tags }, config: canRead },
    ({ actor }) => countMyTasks(actor),
  );
  app.post(
    '/api/v1/tasks',
    { schema: { body: NewTask, response: { 201: Task }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createTask(actor, body);
    },
  );
  app.post(
    '/api/v1/tasks/bulk',
    { schema: { body: TasksChange, response: { 200: TasksAnswer }, tags }, config: canWrite },
    ({ actor, body }) => changeTasks(actor, body),
  );
  app.get('/api/v1/tasks/:id', { schema: ofTask, config: canRead }, ({ actor, params }) =>
    getTask(actor, params.id),
  );
  app.patch(
    '/api/v1/tasks/:id',
    { schema: { ...ofTask, body: TaskChange }, config: canWrite },
    ({ actor, params, body }) => changeTask(actor, params.id, body),
  );
  app.delete(
    '/api/v1/tasks/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await changeTasks(actor, { field: 'isDeleted', ids: [params.id], value: true });
      return reply.code(204).send(null);
    },
  );
  stepRoutes(app);
}

/** What becomes of a task is a resource: making one closes it, deleting one opens it again. */
function stepRoutes(app: App): void {
  app.post('/api/v1/tasks/:id/taking', { schema: ofTask, config: canWrite }, ({ actor, params }) =>
    takeTask(actor, params.id),
  );
  app.post('/api/v1/tasks/:id/completion', { schema: ofTask, config: canWrite }, ({ actor, params }) =>
    completeTask(actor, params.id),
  );
  app.delete('/api/v1/tasks/:id/completion', { schema: ofTask, config: canWrite }, ({ actor, params }) =>
    reopenTask(actor, params.id),
  );
  app.post(
    '/api/v1/tasks/:id/cancellation',
    { schema: { ...ofTask, body: Cancellation }, config: canWrite },
    ({ actor, params, body }) => cancelTask(actor, params.id, body),
  );
  app.delete('/api/v1/tasks/:id/cancellation', { schema: ofTask, config: canWrite }, ({ actor, params }) =>
    reopenTask(actor, params.id),
  );
}
