import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { TABLE_FORMATS, type TableFormat } from '../../core/tables/write-table.ts';
import { type ExportDefinition, listExports, makeExport } from './registry.ts';

/** The files of every list that rooms have defined. */
export function exportRoutes(app: App, config: Config): void {
  for (const definition of listExports())
    for (const format of Object.keys(TABLE_FORMATS) as TableFormat[])
      exportRoute(app, config, definition, format);
}

function exportRoute(app: App, config: Config, definition: ExportDefinition, format: TableFormat): void {
  const { name, permission, needsAllRows = false, tag, query: querystring } = definition;
  const type = TABLE_FORMATS[format];
  app.get(
    `/api/v1/${name}/export.${format}`,
    {
      schema: { querystring, produces: [type.replace(/;.*/, '')], tags: [tag] },
      config: { permission, needsAllRows },
    },
    async ({ actor, query }, reply) => {
      const file = await makeExport(actor, definition, {
        format,
        query: query as Record<string, unknown>,
        config,
      });
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}.${format}"`)
        .send(file);
    },
  );
}
