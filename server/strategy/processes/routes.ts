import type { App } from '../../core/http/server.ts';
import { readProcesses } from './read-processes.ts';
import { Processes } from './schema.ts';

export function processRoutes(app: App): void {
  app.get(
    '/api/v1/processes',
    {
      schema: { response: { 200: Processes }, tags: ['Processes'] },
      // Counted over the whole company.
      config: { permission: 'reports.read', needsAllRows: true },
    },
    async ({ actor }) => ({ data: await readProcesses(actor) }),
  );
}
