import type { App } from '../../core/http/server.ts';
import { decodeCursor, pageOf } from '../../core/page.ts';
import { AuditCheck } from '../audit-chain/schema.ts';
import { checkAudit, viewAuditCheck } from '../audit-chain/verify-audit.ts';
import { defineAuditExport } from './export-entries.ts';
import { noteViews } from './note-views.ts';
import { AuditEntry, AuditQuery } from './schema.ts';
import { listEntries } from './store.ts';

/** Who saw and did what, and whether the log is as Goodword wrote it. */
export function auditRoutes(app: App): void {
  defineAuditExport();
  noteViews(app);
  const config = { permission: 'audit.read' };
  const tags = ['Workspace'];
  app.get(
    '/api/v1/audit-entries',
    { schema: { querystring: AuditQuery, response: { 200: pageOf(AuditEntry) }, tags }, config },
    ({ actor, query: { limit, cursor, ...filters } }) =>
      listEntries(actor.workspaceId, filters, { limit, after: decodeCursor(cursor) }),
  );
  const checkSchema = { response: { 200: AuditCheck }, tags };
  app.get('/api/v1/audit-check', { schema: checkSchema, config }, ({ actor }) => viewAuditCheck(actor));
  app.put('/api/v1/audit-check', { schema: checkSchema, config }, ({ actor }) => checkAudit(actor));
}
