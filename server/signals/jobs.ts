import { subscribe } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { ANNOUNCE_TASK, announceChanges } from './changes.ts';
import { refreshFigures } from './figures/refresh-figures.ts';
import { defineSignalImports } from './imports/define-imports.ts';
import { makeUsageMonths } from './store/usage.ts';

const MONTHS_TASK = 'signals.make-usage-months';
const EVERY_NIGHT = '17 2 * * *';

/** What the room does on its own: tells of changed accounts, keeps their figures, makes partitions ahead. */
export function signalsJobs(): void {
  defineSignalImports();
  defineTask(ANNOUNCE_TASK, (payload) => announceChanges((payload as { workspaceId: string }).workspaceId));
  subscribe<{ accountIds: string[] }>('signals.accounts_changed', 'signals.refresh-figures', (event) =>
    refreshFigures(event.workspaceId, event.payload.accountIds),
  );
  defineTask(MONTHS_TASK, makeUsageMonths);
  schedule(MONTHS_TASK, EVERY_NIGHT);
}
