import type { Config } from '../core/config.ts';
import { subscribeWithin } from '../core/events.ts';
import { defineAccountExport } from './accounts/export-accounts.ts';
import { defineActivityExport } from './activities/export-activities.ts';
import { keepStricterConsent } from './consent/follow-merges.ts';
import { defineDealExport } from './deals/export-deals.ts';
import { seedPipelines } from './deals/pipelines/seed-pipeline.ts';
import { duplicateJobs } from './duplicates/jobs.ts';
import { fileJobs } from './files/jobs.ts';
import { defineHandOffExport } from './hand-offs/export-hand-offs.ts';
import { holdOwnIds } from './merges/held-here.ts';
import { ownershipJobs } from './ownership/jobs.ts';
import { definePersonExport } from './people/export-people.ts';
import { holdOwnData } from './privacy/held-here.ts';
import { privacyJobs } from './privacy/jobs.ts';
import { defineQuoteExport } from './quotes/export-quotes.ts';
import { taskJobs } from './tasks/jobs.ts';

/** What the record does on its own. */
export function customersJobs(config: Config): void {
  holdOwnIds();
  holdOwnData();
  privacyJobs();
  defineAccountExport();
  definePersonExport();
  defineDealExport();
  defineActivityExport();
  defineHandOffExport();
  defineQuoteExport();
  duplicateJobs();
  fileJobs();
  subscribeWithin('workspace.created', 'customers.seed-pipelines', seedPipelines);
  ownershipJobs();
  subscribeWithin('records.merged', 'customers.keep-stricter-consent', keepStricterConsent);
  taskJobs(config);
}
