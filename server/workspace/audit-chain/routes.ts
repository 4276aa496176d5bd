import type { App } from '../../core/http/server.ts';
import { AuditCheck } from './schema.ts';
import { checkAudit, viewAuditCheck } from './verify-audit.ts';

/** Whether the audit log is as Goodword wrote it. */
export function auditCheckRoutes(app: App): void {
  const schema = { response: { 200: AuditCheck }, tags: ['Workspace'] };
  const config = { permission: 'audit.read' };
  app.get('/api/v1/audit-check', { schema, config }, ({ actor }) => viewAuditCheck(actor));
  app.put('/api/v1/audit-check', { schema, config }, ({ actor }) => checkAudit(actor));
}
