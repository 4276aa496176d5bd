import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { exportPerson } from './export-person.ts';
import { DATA_FORMATS, type DataFormat } from './write-data.ts';

/** Everything about a person, as JSON or as a page to read. */
export function privacyRoutes(app: App): void {
  for (const format of Object.keys(DATA_FORMATS) as DataFormat[]) {
    const type = DATA_FORMATS[format];
    app.get(
      `/api/v1/people/:id/data.${format}`,
      {
        schema: { params: IdParams, produces: [type.replace(/;.*/, '')], tags: ['People'] },
        config: { permission: 'privacy.write' },
      },
      async ({ actor, params }, reply) => {
        const file = await exportPerson(actor, params.id, format);
        return reply
          .type(type)
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${params.id}.${format}"`)
          .send(file);
      },
    );
  }
}
