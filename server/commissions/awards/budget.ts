import { monthAround } from '../../core/calendar.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { AlsoReward, BudgetedReward } from '../plans/also-schema.ts';
import { sumAwards } from '../store/awards.ts';
import { lockHistory } from '../store/past.ts';
import type { VersionRow } from '../store/plans.ts';

/** What the terms give beside commissions for things of one kind, if anything. */
export function rewardOf<Kind extends AlsoReward['kind']>(
  terms: VersionRow | null,
  kind: Kind,
): Extract<AlsoReward, { kind: Kind }> | null {
  const isOfKind = (reward: AlsoReward): reward is Extract<AlsoReward, { kind: Kind }> =>
    reward.kind === kind;
  return terms?.also.find(isOfKind) ?? null;
}

/** What the budget of the month leaves; who asks follows the others who do, until the transaction ends. */
export async function roomInBudget(
  workspaceId: string,
  { planId }: VersionRow,
  { kind, monthlyBudgetMinor }: BudgetedReward,
  at: Date,
): Promise<number> {
  if (monthlyBudgetMinor === null) return Number.POSITIVE_INFINITY;
  await lockHistory(workspaceId);
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  return monthlyBudgetMinor - (await sumAwards(workspaceId, { kind, planId, ...monthAround(at, timeZone) }));
}
