import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../exports/registry.ts';
import { AuditFilters } from './schema.ts';
import { nextEntries } from './store.ts';

const ROWS_PER_READ = 500;

/** Every entry of the audit log that matches, oldest first. */
export function defineAuditExport(): void {
  defineExport({
    name: 'audit-entries',
    permission: 'audit.read',
    tag: 'Workspace',
    query: AuditFilters,
    read: ({ workspaceId }, filters) =>
      tableOf(
        {
          id: (entry) => entry.id,
          at: (entry) => entry.at,
          actor_kind: (entry) => entry.actorKind,
          actor_id: (entry) => entry.actorId,
          actor: (entry) => entry.actorName,
          action: (entry) => entry.action,
          object_type: (entry) => entry.objectType,
          object_id: (entry) => entry.objectId,
          object: (entry) => entry.objectName,
          before: (entry) => textOf(entry.before),
          after: (entry) => textOf(entry.after),
        },
        rowsAfter((afterId) => nextEntries(workspaceId, filters, { afterId, limit: ROWS_PER_READ })),
      ),
  });
}

function textOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
