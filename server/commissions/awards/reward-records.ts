import { addDays } from 'date-fns/addDays';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { listFirstInBands } from '../../success/index.ts';
import { listCreditedOfAccounts } from '../../tracking/index.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import { atLeast } from '../plans/check-success.ts';
import { readCustomerFacts } from '../read-customer-facts.ts';
import { listGranted } from '../store/awards.ts';
import { listAnniversaries } from '../store/milestones.ts';
import { listVersions } from '../store/plans.ts';
import { grantMilestone, type Milestone, promisedMilestones, sourceKeyOf } from './grant-milestone.ts';
import { rewardOnboarding } from './reward-onboarding.ts';

/** What is known later than this after a milestone was reached earns nothing. */
const LATE_DAYS = 30;

interface Reached {
  customerId: string;
  affiliateId: string;
  offerId: string;
  at: Date;
}
interface Window {
  from: Date;
  to: Date;
  timeZone: string;
}

/** In every workspace; see `rewardRecords`. */
export async function rewardRecordsEverywhere(): Promise<void> {
  for (const { id, timeZone } of await listWorkspaces()) await rewardRecords(id, timeZone, now());
}

/**
 * Where a plan pays for customers that stay, or do well, each who is known to have reached such a milestone earns once for
 * ever. What is not known yet is asked again by the next run.
 */
export async function rewardRecords(workspaceId: string, timeZone: string, at: Date): Promise<void> {
  const window = { from: addDays(at, -LATE_DAYS), to: at, timeZone };
  for (const milestone of promisedMilestones(await listVersions(workspaceId, null))) {
    const reached = await listReached(workspaceId, milestone, window);
    const keys = reached.map(({ customerId }) => sourceKeyOf(customerId, milestone));
    const granted = await listGranted(workspaceId, 'milestone', keys);
    for (const customer of reached)
      if (!granted.has(sourceKeyOf(customer.customerId, milestone)))
        await inTransaction(() => rewardRecord(workspaceId, milestone, customer));
  }
  await rewardOnboarding(workspaceId, at);
}

async function listReached(workspaceId: string, { step }: Milestone, window: Window): Promise<Reached[]> {
  if (step.at === 'months') {
    const rows = await listAnniversaries(workspaceId, { ...window, months: step.count });
    return rows.map(({ reachedAt, ...customer }) => ({ ...customer, at: reachedAt }));
  }
  return step.at === 'health' ? listHealthy(workspaceId, atLeast(step.band), window) : [];
}

/** Whoever had been as healthy before they were brought has not become so. */
async function listHealthy(
  workspaceId: string,
  bands: ReturnType<typeof atLeast>,
  window: Window,
): Promise<Reached[]> {
  const firsts = new Map(
    (await listFirstInBands(workspaceId, bands, window)).map(({ accountId, at }) => [accountId, at]),
  );
  const credited = await listCreditedOfAccounts(workspaceId, [...firsts.keys()]);
  return credited.flatMap(({ accountId, id: customerId, affiliateId, offerId, attributedAt }) => {
    const at = firsts.get(accountId);
    return at && attributedAt <= at ? [{ customerId, affiliateId, offerId, at }] : [];
  });
}

async function rewardRecord(workspaceId: string, milestone: Milestone, customer: Reached): Promise<void> {
  if (milestone.step.at === 'months') {
    const { isActive } = await readCustomerFacts(workspaceId, customer.customerId, customer.at);
    if (!isActive) return;
  }
  await grantMilestone(workspaceId, milestone, customer);
}
