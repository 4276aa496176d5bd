import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { keepProgress } from './keep-progress.ts';
import { readLearning } from './read-learning.ts';
import { Learning, LearningChange } from './schema.ts';

const tags = ['Learning'];

export function learningRoutes(app: App): void {
  app.get(
    '/api/v1/learning',
    { schema: { response: { 200: Learning }, tags }, config: { permission: 'accounts.read' } },
    ({ actor }) => readLearning(actor),
  );
  app.patch(
    '/api/v1/learning',
    {
      schema: { body: LearningChange, response: { 204: z.null() }, tags },
      config: { permission: 'accounts.read' },
    },
    async ({ actor, body }, reply) => {
      await keepProgress(actor, body);
      return reply.code(204).send(null);
    },
  );
}
