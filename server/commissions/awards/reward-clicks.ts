import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { dayIn } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { shareOf } from '../../core/rounding.ts';
import { type ClickDay, listClickDays } from '../../tracking/index.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import type { AlsoReward } from '../plans/also-schema.ts';
import { termsOfOffer } from '../plans/remembered-terms.ts';
import { findClickAwards } from '../store/awards.ts';
import { listVersions } from '../store/plans.ts';
import { rewardOf, roomInBudget } from './budget.ts';
import { grantAward } from './grant-awards.ts';

/** Clicks that arrive later than this after their day earn nothing. */
const LATE_DAYS = 7;
const CLICKS_PER_REWARD = 1_000;

type ClickReward = Extract<AlsoReward, { kind: 'click' }>;

/** In every workspace; see `rewardClicks`. */
export async function rewardClicksEverywhere(): Promise<void> {
  for (const { id, timeZone } of await listWorkspaces()) await rewardClicks(id, timeZone, now());
}

/**
 * Where a plan pays for clicks, the counted clicks of each day that is over earn, in one award for an affiliate, offer and
 * day. Clicks that were told late earn the difference between what the whole day earns and what it was given.
 */
export async function rewardClicks(workspaceId: string, timeZone: string, at: Date): Promise<void> {
  const versions = await listVersions(workspaceId, null);
  if (!versions.some((terms) => rewardOf(terms, 'click'))) return;
  const today = dayIn(timeZone, at);
  const first = dayIn(timeZone, addDays(new TZDate(at.getTime(), timeZone), -LATE_DAYS));
  for (const clicks of await listClickDays(workspaceId, first, today))
    await inTransaction(() => rewardDay(workspaceId, timeZone, clicks));
}

async function rewardDay(workspaceId: string, timeZone: string, clicks: ClickDay): Promise<void> {
  const { affiliateId, offerId, day, counted } = clicks;
  const startedAt = new TZDate(`${day}T00:00:00`, timeZone);
  const terms = await termsOfOffer(workspaceId, offerId, new Date(startedAt.getTime()));
  const reward = rewardOf(terms, 'click');
  if (!terms?.currency || !reward) return;
  // The last moment of the day, so that it is of the day's month.
  const earnedAt = new Date(addDays(startedAt, 1).getTime() - 1);
  const room = await roomInBudget(workspaceId, terms, reward, earnedAt);
  const dayKey = `${affiliateId}:${offerId}:${day}:`;
  const given = await findClickAwards(workspaceId, dayKey);
  const dueMinor = priceOf(reward, counted) - given.amountMinor;
  const amountMinor = Math.min(dueMinor, room);
  if (amountMinor <= 0) return;
  await grantAward(workspaceId, {
    ...{ kind: 'click', sourceKey: `${dayKey}${counted}`, affiliateId, offerId, amountMinor, earnedAt },
    plan: { planId: terms.planId, version: terms.version },
    currency: terms.currency,
    releaseAt: addDays(earnedAt, terms.holdDays),
    needsApproval: terms.needsApproval,
    reason: { code: given.isAny ? 'late' : 'day', values: { count: counted, dayAt: day } },
  });
}

function priceOf({ perThousandMinor, perClickMinor }: ClickReward, counted: number): number {
  if (perThousandMinor === undefined) return (perClickMinor ?? 0) * counted;
  return shareOf(perThousandMinor, counted, CLICKS_PER_REWARD);
}
