import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { subscribe, subscribeWithin } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { listAccountsToRenew } from '../customers/index.ts';
import { listWorkspaces } from '../workspace/index.ts';
import { fetchHistory, HISTORY_TASK, type PageKey } from './billing/fetch-history.ts';
import { SETTLE_TASK, settleEvent, settleOverdue } from './billing/settle-event.ts';
import { readCalendar } from './calendar.ts';
import { ANNOUNCE_TASK, announceChanges, markChanged } from './changes.ts';
import {
  lookForOwners,
  SETTLE_WAITING_TASK,
  settleWaiting,
  settleWaitingEverywhere,
} from './desks/settle-ticket.ts';
import { refreshFigures } from './figures/refresh-figures.ts';
import { followMerges, MOVE_USAGE_TASK, type UsageMove } from './follow-merges.ts';
import { defineSignalImports } from './imports/define-imports.ts';
import { selectUsedAccounts } from './store/account-facts.ts';
import { holdDataOfFacts } from './store/held-data.ts';
import { holdIdsOfFacts } from './store/held-ids.ts';
import { makeUsageMonths, moveRawUsage } from './store/usage.ts';
import { surveyJobs } from './surveys/jobs.ts';

const MONTHS_TASK = 'signals.make-usage-months';
const NEW_DAY_TASK = 'signals.begin-day';
const OVERDUE_TASK = 'signals.settle-overdue-billing-events';
const WAITING_TASK = 'signals.settle-waiting-tickets-everywhere';
const EVERY_NIGHT = '17 2 * * *';
const EVERY_MINUTE = '* * * * *';
/** Usage is compared over two times 28 days; some more for a night that was missed. */
const USED_DAYS = 63;

/** What the room does on its own: tells of changed accounts, keeps their figures, makes partitions ahead. */
export function signalsJobs(config: Config): void {
  defineSignalImports();
  holdIdsOfFacts();
  holdDataOfFacts();
  subscribeWithin('records.merged', 'signals.follow-merges', followMerges);
  defineTask(MOVE_USAGE_TASK, (payload) => moveRawUsage(payload as UsageMove));
  defineTask(ANNOUNCE_TASK, (payload) => announceChanges((payload as { workspaceId: string }).workspaceId));
  subscribe<{ accountIds: string[] }>('signals.accounts_changed', 'signals.refresh-figures', (event) =>
    refreshFigures(event.workspaceId, event.payload.accountIds),
  );
  defineTask(MONTHS_TASK, makeUsageMonths);
  schedule(MONTHS_TASK, EVERY_NIGHT);
  defineTask(NEW_DAY_TASK, beginDay);
  schedule(NEW_DAY_TASK, EVERY_NIGHT);
  defineTask(SETTLE_TASK, (payload) => settleEvent(payload as Parameters<typeof settleEvent>[0]));
  defineTask(HISTORY_TASK, (payload) => fetchHistory(payload as PageKey));
  defineTask(OVERDUE_TASK, settleOverdue);
  schedule(OVERDUE_TASK, EVERY_MINUTE);
  deskJobs();
  surveyJobs(config);
}

/** Tickets of help desks that wait for somebody are theirs as soon as they are known. */
function deskJobs(): void {
  for (const event of ['people.saved', 'accounts.saved'])
    subscribe(event, `signals.look-for-owners-after-${event}`, ({ workspaceId }) =>
      lookForOwners(workspaceId),
    );
  defineTask(SETTLE_WAITING_TASK, (payload) =>
    settleWaiting((payload as { workspaceId: string }).workspaceId),
  );
  defineTask(WAITING_TASK, settleWaitingEverywhere);
  schedule(WAITING_TASK, EVERY_NIGHT);
}

/** What is counted over the last days changes although nothing happens, and so does the day of the next renewal. */
async function beginDay(): Promise<void> {
  for (const { id } of await listWorkspaces()) {
    const today = (await readCalendar(id)).dayOf(now());
    const renewed = await listAccountsToRenew(id, today);
    await markChanged(id, [...new Set([...(await selectUsedAccounts(id, USED_DAYS)), ...renewed])]);
  }
}
