import { addMonths } from 'date-fns/addMonths';
import { findAffiliate } from '../../affiliates/index.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { type DomainEvent, subscribeWithin } from '../../core/events.ts';
import { addJobs, defineTask } from '../../core/jobs.ts';
import { shareOf } from '../../core/rounding.ts';
import type { AlsoReward } from '../plans/also-schema.ts';
import { traitsOf } from '../plans/remembered-terms.ts';
import { lockAwards } from '../store/awards.ts';
import { findVersion } from '../store/plans.ts';
import {
  findRecruitedCommission,
  type GrantedShare,
  listGrantedShares,
  type RecruitedCommission,
} from '../store/recruits.ts';
import { rewardOf } from './budget.ts';
import { grantAward } from './grant-awards.ts';
import { giveBackAward, takeBackAward } from './take-back-award.ts';

const FULL_RATE_BASIS_POINTS = 10_000;

type RecruitReward = Extract<AlsoReward, { kind: 'recruit' }>;
interface Recruiter {
  recruiterId: string;
  recruitedAt: Date;
}

const SHARE_TASK = 'commissions.reward-recruiter';
/** Whatever can change what an affiliate has of a commission. */
const CHANGES = ['created', 'decided', 'decision_withdrawn', 'evaluated', 'reversed', 'restored'] as const;

interface Changed {
  workspaceId: string;
  commissionId: string;
}

/** Shares are booked after the change has committed, so that no sale waits for them. */
export function recruitJobs(): void {
  for (const change of CHANGES)
    subscribeWithin(`commission.${change}`, 'commissions.reward-recruiter', queueShares);
  defineTask(SHARE_TASK, (changed) => rewardRecruiter(changed as Changed));
}

async function queueShares(events: DomainEvent<{ commissionId: string }>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  if (!(await traitsOf(workspaceId)).hasRecruits) return;
  const queue = `recruiters:${workspaceId}`;
  await addJobs(
    SHARE_TASK,
    events.map(({ id, payload: { commissionId } }) => ({
      payload: { workspaceId, commissionId } satisfies Changed,
      key: `${SHARE_TASK}:${id}`,
      queue,
    })),
  );
}

/**
 * Where the plan of a commission pays whoever recruited its affiliate, they have their share of what the affiliate has of it,
 * whatever changes that: called after every change, it books the difference, so that facts in any order end in the same
 * books. Only what was promised by a plan is shared, and no share is shared again.
 */
async function rewardRecruiter({ workspaceId, commissionId }: Changed): Promise<void> {
  await inTransaction(() => settle(workspaceId, commissionId));
}

async function settle(workspaceId: string, commissionId: string): Promise<void> {
  // Locks first and reads afterwards: whoever changes the commission later is followed by a call of their own.
  await lockAwards(workspaceId, [{ kind: 'recruit', sourceKey: commissionId }]);
  const commission = await findRecruitedCommission(workspaceId, commissionId);
  if (!commission?.planId || !commission.planVersion || commission.kind === 'recruit') return;
  const terms = await findVersion(workspaceId, commission.planId, commission.planVersion);
  const reward = rewardOf(terms, 'recruit');
  if (!reward) return;
  const keyOf = (currency: string) => `${commissionId}:${currency}`;
  const granted = await listGrantedShares(
    workspaceId,
    commission.earned.map(({ currency }) => keyOf(currency)),
  );
  for (const { currency, amountMinor } of commission.earned) {
    const dueMinor = commission.isOpen
      ? 0
      : shareOf(amountMinor, reward.rateBasisPoints, FULL_RATE_BASIS_POINTS);
    const sourceKey = keyOf(currency);
    const share = granted.find((award) => award.currency === currency);
    if (share) await correctShare(workspaceId, sourceKey, share, dueMinor);
    else if (dueMinor > 0)
      await grantShare(workspaceId, commission, reward, { sourceKey, currency, amountMinor: dueMinor });
  }
}

async function grantShare(
  workspaceId: string,
  commission: RecruitedCommission,
  reward: RecruitReward,
  share: { sourceKey: string; currency: string; amountMinor: number },
): Promise<void> {
  const { affiliateId, planId, planVersion, soldAt, releaseAt } = commission;
  const recruiter = await findRecruiter(workspaceId, affiliateId);
  if (!recruiter || !planId || !planVersion || soldAt < recruiter.recruitedAt) return;
  if (reward.months !== null && soldAt >= addMonths(recruiter.recruitedAt, reward.months)) return;
  await grantAward(workspaceId, {
    ...{ ...share, kind: 'recruit', affiliateId: recruiter.recruiterId, earnedAt: soldAt, releaseAt },
    plan: { planId, version: planVersion },
    reason: {
      code: 'share',
      values: { percent: reward.rateBasisPoints / 100, earnedAt: soldAt.toISOString() },
    },
  });
}

/** While the recruiter is suspended nothing new is theirs. */
async function findRecruiter(workspaceId: string, affiliateId: string): Promise<Recruiter | null> {
  const recruit = await findAffiliate(workspaceId, affiliateId);
  if (!recruit?.recruiterId || !recruit.recruitedAt) return null;
  const recruiter = await findAffiliate(workspaceId, recruit.recruiterId);
  if (recruiter?.status !== 'active') return null;
  return { recruiterId: recruiter.id, recruitedAt: recruit.recruitedAt };
}

/** A share is its own basis, so that parts of it are exact. */
async function correctShare(
  workspaceId: string,
  sourceKey: string,
  { keptMinor, changeCount }: GrantedShare,
  dueMinor: number,
): Promise<void> {
  if (dueMinor === keptMinor) return;
  const book = dueMinor < keptMinor ? takeBackAward : giveBackAward;
  const partMinor = Math.abs(keptMinor - dueMinor);
  const source = `change:${changeCount + 1}`;
  await book(workspaceId, { kind: 'recruit', sourceKey }, { source, partMinor, at: now() });
}
