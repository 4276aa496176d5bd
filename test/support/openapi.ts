import type { App } from '../../server/core/http/server.ts';

/** One address of the API, as its document describes it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters. */
  path: string;
  permission: string;
  /** The same with ids that nobody has. */
  url: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const UNKNOWN_ID = '00000000000000000000000000000000';

/** Every operation of the OpenAPI document. */
export function listOperations(app: App): Operation[] {
  const { paths = {} } = app.swagger();
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as Record<string, Record<string, unknown>>)[method];
      if (!operation) return [];
      return [
        {
          method: method.toUpperCase() as Operation['method'],
          path,
          permission: String(operation['x-permission']),
          url: path.replace(/\{[^}]+\}/g, UNKNOWN_ID),
        },
      ];
    }),
  );
}
