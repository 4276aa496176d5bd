import { findAffiliate } from '../affiliates/index.ts';
import { inTransaction } from '../core/db.ts';
import { subscribe } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { findPeople } from '../customers/index.ts';
import { listWorkspaces } from '../workspace/index.ts';
import { defineOpportunityExport } from './growth/export-opportunities.ts';
import { queueRefresh, queueStale, REFRESH_ALL_TASK, REFRESH_STALE_TASK } from './refresh/queue-refresh.ts';
import { refreshScores } from './refresh/refresh-scores.ts';
import { holdIdsOfJudgments } from './store/held-ids.ts';
import { takeStale } from './store/standards.ts';

const NIGHTLY_TASK = 'success.refresh-nightly';
const NIGHTLY = '17 2 * * *';

export function successJobs(): void {
  holdIdsOfJudgments();
  defineOpportunityExport();
  subscribeToFacts();
  subscribeToProgram();
  defineTask(REFRESH_STALE_TASK, (payload) => refreshStale(payload as { workspaceId: string }));
  defineTask(REFRESH_ALL_TASK, async (payload) => {
    await refreshScores((payload as { workspaceId: string }).workspaceId, null);
  });
  defineTask(NIGHTLY_TASK, refreshNightly);
  schedule(NIGHTLY_TASK, NIGHTLY);
}

/** What is known of an account has changed. */
function subscribeToFacts(): void {
  subscribe<{ accountIds: string[] }>('signals.accounts_changed', 'success.facts', (event) =>
    queueStale(event.workspaceId, event.payload.accountIds),
  );
  subscribe<{ accountIds: string[] }>('accounts.saved', 'success.accounts', (event) =>
    queueStale(event.workspaceId, event.payload.accountIds),
  );
  subscribe<{ personIds: string[] }>('people.saved', 'success.people', async (event) => {
    const people = await findPeople(event.workspaceId, event.payload.personIds);
    await queueStale(event.workspaceId, [...new Set(people.flatMap(({ accountId }) => accountId ?? []))]);
  });
}

/** Who was asked, or joined, leaves the ranking at once. */
function subscribeToProgram(): void {
  subscribe<{ accountId: string | null }>('affiliate.invited', 'success.asked', async (event) => {
    if (event.payload.accountId) await refreshScores(event.workspaceId, [event.payload.accountId]);
  });
  subscribe<{ affiliateId: string }>('affiliate.status_changed', 'success.affiliates', async (event) => {
    const affiliate = await findAffiliate(event.workspaceId, event.payload.affiliateId);
    if (affiliate?.accountId) await refreshScores(event.workspaceId, [affiliate.accountId]);
  });
}

/** The marks go with the scores' transaction: a failed refresh leaves them for its next attempt. */
async function refreshStale({ workspaceId }: { workspaceId: string }): Promise<void> {
  await inTransaction(async () => {
    await refreshScores(workspaceId, await takeStale(workspaceId));
  });
}

/** Standards age, answers expire, and people may be asked again: everybody is scored once a night. */
async function refreshNightly(): Promise<void> {
  for (const { id } of await listWorkspaces()) await queueRefresh(id);
}
