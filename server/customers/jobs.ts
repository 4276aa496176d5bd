import { subscribeWithin } from '../core/events.ts';
import { seedPipelines } from './deals/pipelines/seed-pipeline.ts';
import { duplicateJobs } from './duplicates/jobs.ts';
import { holdOwnIds } from './merges/held-here.ts';
import { ownershipJobs } from './ownership/jobs.ts';

/** What the record does on its own. */
export function customersJobs(): void {
  holdOwnIds();
  duplicateJobs();
  subscribeWithin('workspace.created', 'customers.seed-pipelines', seedPipelines);
  ownershipJobs();
}
