import type { App } from '../../server/core/http/server.ts';

/** One address of the API, as its document describes it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters. */
  path: string;
  permission: string;
  /** Refused to roles that reach some rows only. */
  needsAllRows: boolean;
  /** The same with ids that nobody has. */
  url: string;
  /** The names of all fields of the body, at any depth. */
  bodyFields: string[];
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
          needsAllRows: operation['x-needs-all-rows'] === true,
          url: path.replace(/\{[^}]+\}/g, UNKNOWN_ID),
          bodyFields: fieldsOf(operation.requestBody),
        },
      ];
    }),
  );
}

/** The keys of every `properties` within a schema. */
function fieldsOf(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const own = Object.keys((schema as { properties?: object }).properties ?? {});
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}
