import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { checkConnections } from './check-connections.ts';
import { ConnectionCheck } from './schema.ts';

/** Whether the seller's site reaches us yet. */
export function checkRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/connection-check',
    {
      schema: { response: { 200: ConnectionCheck }, tags: ['Connections'] },
      config: { permission: 'workspace.write' },
    },
    ({ actor }) => checkConnections(actor, config),
  );
}
