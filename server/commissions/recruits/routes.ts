import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { viewOwnRecruits } from './list-recruits.ts';
import { OwnRecruits } from './schema.ts';

/** For the affiliate who is signed in: the partners they invited. */
export function recruitRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/portal/recruits',
    { schema: { response: { 200: OwnRecruits }, tags: ['Portal'] }, config: { permission: 'portal.use' } },
    ({ actor }) => viewOwnRecruits(actor, config),
  );
}
