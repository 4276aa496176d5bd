import { defineTask, schedule } from '../../core/jobs.ts';
import { sealAllEntries } from './seal-entries.ts';
import { verifyAllAudits } from './verify-audit.ts';

/** The audit log: its rows get their places every minute, and are checked every night. */
export function auditChainJobs(): void {
  defineTask('workspace.seal-audit', sealAllEntries);
  schedule('workspace.seal-audit', '* * * * *');
  defineTask('workspace.verify-audit', verifyAllAudits);
  schedule('workspace.verify-audit', '40 3 * * *');
}
