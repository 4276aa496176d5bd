import { subDays } from 'date-fns/subDays';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { listAccountSummaries, listOnboardedAccounts } from '../../customers/index.ts';
import { listCreditedOfAccounts } from '../../tracking/index.ts';
import { traitsOf } from '../plans/remembered-terms.ts';
import { lockAwards } from '../store/awards.ts';
import { listMilestones } from '../store/milestones.ts';
import { listVersions } from '../store/plans.ts';
import { flipAward } from './flip-award.ts';
import { grantMilestone, type Milestone, promisedMilestones, sourceKeyOf } from './grant-milestone.ts';

/** What is told later than this after onboarding was finished earns nothing. */
const LATE_DAYS = 30;

/** What `accounts.saved` tells that matters here. */
type AccountsSaved = DomainEvent<{ accountIds: string[] }>;

export function rewardOnboardingOfSaved({ workspaceId, payload }: AccountsSaved): Promise<void> {
  return settleAccounts(workspaceId, payload.accountIds, now());
}

/** Those whose day has come, and whose customer became known after it was told. */
export async function rewardOnboarding(workspaceId: string, at: Date): Promise<void> {
  if (!(await findMilestone(workspaceId))) return;
  const window = { from: subDays(at, LATE_DAYS), to: at };
  await settleAccounts(workspaceId, await listOnboardedAccounts(workspaceId, window), at);
}

/**
 * Where a plan pays for a customer's finished onboarding, each who was brought before that earns once for ever. What the record
 * says in the end decides: one that is not finished after all is taken back whole, and given back when it is again.
 */
async function settleAccounts(workspaceId: string, accountIds: string[], at: Date): Promise<void> {
  const milestone = await findMilestone(workspaceId);
  if (!milestone) return;
  for (const customer of await listCreditedOfAccounts(workspaceId, accountIds))
    await inTransaction(() => settle(workspaceId, milestone, customer, at));
}

async function findMilestone(workspaceId: string): Promise<Milestone | null> {
  if (!(await traitsOf(workspaceId)).hasMilestones) return null;
  const promised = promisedMilestones(await listVersions(workspaceId, null));
  return promised.find(({ step }) => step.at === 'onboarded') ?? null;
}

type Credited = Awaited<ReturnType<typeof listCreditedOfAccounts>>[number];

async function settle(
  workspaceId: string,
  milestone: Milestone,
  { accountId, id: customerId, affiliateId, offerId, attributedAt }: Credited,
  at: Date,
): Promise<void> {
  const sourceKey = sourceKeyOf(customerId, milestone);
  // Locks first and reads afterwards, so that the record holds what the one before has committed.
  await lockAwards(workspaceId, [{ kind: 'milestone', sourceKey }]);
  const [account] = await listAccountSummaries(workspaceId, [accountId]);
  const onboardedAt = account?.onboardedAt ?? null;
  const [award] = await listMilestones(workspaceId, [sourceKey]);
  const isReached = onboardedAt !== null && attributedAt <= onboardedAt && onboardedAt <= at;
  if (award) await flipAward(workspaceId, 'milestone', award, isReached, at);
  else if (isReached && onboardedAt >= subDays(at, LATE_DAYS))
    await grantMilestone(workspaceId, milestone, { customerId, affiliateId, offerId, at: onboardedAt });
}
