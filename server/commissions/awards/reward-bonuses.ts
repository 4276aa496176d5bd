import { addDays } from 'date-fns/addDays';
import { dayIn, monthAround, quarterAround } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import type { AlsoReward } from '../plans/also-schema.ts';
import { versionAt } from '../plans/version-at.ts';
import { lockAwards } from '../store/awards.ts';
import { listBonuses, listReachedGoals } from '../store/bonuses.ts';
import { listVersions, type VersionRow } from '../store/plans.ts';
import { rewardOf, roomInBudget } from './budget.ts';
import { flipAward } from './flip-award.ts';
import { grantAward } from './grant-awards.ts';
import type { AwardReason } from './schema.ts';

/** What becomes known, or is refunded, later than this after its period changes nothing. */
const LATE_DAYS = 90;

type BonusReward = Extract<AlsoReward, { kind: 'bonus' }>;
type BonusStep = BonusReward['steps'][number];

/** A calendar month or quarter, or all time. */
interface Period {
  key: string;
  from: Date | null;
  to: Date | null;
}

/** One step of a plan's bonus in one period, under the terms that hold for it. */
interface Goal {
  terms: VersionRow & { currency: string };
  reward: BonusReward;
  step: BonusStep;
  period: Period;
}

/** In every workspace; see `rewardBonuses`. */
export async function rewardBonusesEverywhere(): Promise<void> {
  for (const { id, timeZone } of await listWorkspaces()) await rewardBonuses(id, timeZone, now());
}

/**
 * Where a plan pays a bonus, each affiliate who has reached it with kept sales has it once for the period; who has not any more,
 * because of refunds, declines or moved credit, loses it whole, and has it back when it is reached again. A period follows
 * the terms that held when it began, all time those that hold now.
 */
export async function rewardBonuses(workspaceId: string, timeZone: string, at: Date): Promise<void> {
  const versions = await listVersions(workspaceId, null);
  for (const own of Map.groupBy(versions, ({ planId }) => planId).values())
    for (const goal of goalsOf(own, timeZone, at))
      await inTransaction(() => settle(workspaceId, goal, timeZone, at));
}

function goalsOf(versions: VersionRow[], timeZone: string, at: Date): Goal[] {
  const spans = new Set(versions.flatMap((terms) => rewardOf(terms, 'bonus')?.period ?? []));
  return [...spans].flatMap((span) =>
    periodsOf(span, timeZone, at).flatMap((period) => {
      const terms = versionAt(versions, period.from ?? at);
      const { currency } = terms;
      const reward = rewardOf(terms, 'bonus');
      if (!currency || reward?.period !== span) return [];
      return reward.steps.map((step) => ({ terms: { ...terms, currency }, reward, step, period }));
    }),
  );
}

/** Those that run, or ended a short while ago. */
function periodsOf(span: BonusReward['period'], timeZone: string, at: Date): Period[] {
  if (span === 'lifetime') return [{ key: 'lifetime', from: null, to: null }];
  const around = span === 'month' ? monthAround : quarterAround;
  const periods: Period[] = [];
  let last = around(at, timeZone);
  while (last.to > addDays(at, -LATE_DAYS)) {
    periods.push({ key: `${span}:${dayIn(timeZone, last.from)}`, ...last });
    last = around(new Date(last.from.getTime() - 1), timeZone);
  }
  return periods;
}

async function settle(workspaceId: string, goal: Goal, timeZone: string, at: Date): Promise<void> {
  const { terms, reward, step, period } = goal;
  const { planId, currency } = terms;
  const goalKey = `:${planId}:${period.key}:${reward.by}:${step.from}`;
  // One run after another.
  await lockAwards(workspaceId, [{ kind: 'bonus', sourceKey: goalKey }]);
  const { from, to } = period;
  const wanted = { planId, currency, by: reward.by, threshold: step.from, from, to };
  const reached = new Map(
    (await listReachedGoals(workspaceId, wanted)).map((row) => [`${row.affiliateId}${goalKey}`, row]),
  );
  for (const award of await listBonuses(workspaceId, goalKey)) {
    await flipAward(workspaceId, 'bonus', award, reached.has(award.sourceKey), at);
    reached.delete(award.sourceKey);
  }
  for (const [sourceKey, { affiliateId, at: earnedAt }] of reached)
    await grantBonus(workspaceId, goal, timeZone, { sourceKey, affiliateId, earnedAt });
}

async function grantBonus(
  workspaceId: string,
  { terms, reward, step, period }: Goal,
  timeZone: string,
  award: { sourceKey: string; affiliateId: string; earnedAt: Date },
): Promise<void> {
  const { amountMinor } = step;
  const { earnedAt } = award;
  if ((await roomInBudget(workspaceId, terms, reward, earnedAt)) < amountMinor) return;
  await grantAward(workspaceId, {
    ...{ ...award, kind: 'bonus', amountMinor, currency: terms.currency },
    plan: { planId: terms.planId, version: terms.version },
    releaseAt: addDays(earnedAt, terms.holdDays),
    needsApproval: terms.needsApproval,
    reason: reasonOf(reward, step, period, timeZone),
  });
}

function reasonOf({ by }: BonusReward, step: BonusStep, { from, to }: Period, timeZone: string): AwardReason {
  const volume: AwardReason['values'] = by === 'count' ? { count: step.from } : { revenueMinor: step.from };
  if (!from || !to) return { code: by, values: volume };
  const days = { startAt: dayIn(timeZone, from), endAt: dayIn(timeZone, new Date(to.getTime() - 1)) };
  return { code: `${by}In`, values: { ...volume, ...days } };
}
