import { now } from '../../core/clock.ts';
import { defineTask, schedule } from '../../core/jobs.ts';
import { purgeFiles } from './keep-files.ts';

/** Deleted files go for good when nobody can bring them back any more. */
export function fileJobs(): void {
  defineTask('customers.purge-files', () => purgeFiles(now()));
  schedule('customers.purge-files', '10 4 * * *');
}
