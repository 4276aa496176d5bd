import { getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { withNames } from '../list-commissions.ts';
import type { NonCash } from '../plans/non-cash-schema.ts';
import { sayNonCash } from '../plans/say-non-cash.ts';
import { listRewardRows, pageOfRewards, type RewardRow } from '../store/listed-rewards.ts';
import { listPoints } from '../store/points.ts';
import type { OwnReward, Reward, RewardQuery } from './schema.ts';

/** A page of rewards with their affiliates' names. */
export async function listRewards(actor: Actor, query: RewardQuery) {
  authorize(actor, 'commissions.read');
  const { workspaceId, now, locale } = actor;
  const page = await pageOfRewards(workspaceId, query, now);
  return { ...page, data: await withNames(workspaceId, page.data.map(inWords(locale))) };
}

/** @throws Problem 404 */
export async function viewReward(actor: Actor, id: string): Promise<Reward> {
  authorize(actor, 'commissions.read');
  const rows = await listRewardRows(actor.workspaceId, [id], actor.now);
  const [reward] = await withNames(actor.workspaceId, rows.map(inWords(actor.locale)));
  if (!reward) throw notFound('reward');
  return reward;
}

/** The signed-in affiliate's own rewards, with their points. @throws Problem 403 for staff. */
export async function viewOwnRewards(actor: Actor, query: { limit: number; cursor?: string }) {
  const { id: affiliateId } = await getOwnAffiliate(actor);
  const { workspaceId, now, locale } = actor;
  const newest = { sort: 'earned', direction: 'desc' } as const;
  const page = await pageOfRewards(workspaceId, { ...query, ...newest, affiliateId }, now);
  const data: OwnReward[] = page.data
    .map(inWords(locale))
    .map((row) => ({ ...row, why: sayWhy(row, locale) }));
  return { ...page, data, points: await listPoints(workspaceId, affiliateId, now) };
}

function inWords(locale: string): (row: RewardRow) => RewardRow & { what: string } {
  return (row) => ({ ...row, what: sayReward(row, locale) });
}

/** What is given, as its affiliate reads it. */
export function sayReward(row: RewardRow, locale: string): string {
  return sayNonCash(whatOf(row), row.currency ?? 'USD', locale);
}

/** What it was earned by, or why somebody granted it. */
export function sayWhy({ occasion, reason }: Pick<RewardRow, 'occasion' | 'reason'>, locale: string): string {
  return reason ?? words(locale, `commissions:nonCash.why.${occasion}`);
}

function whatOf({ kind, amountMinor, points, name }: RewardRow): NonCash {
  if (kind === 'credit') return { kind, amountMinor: amountMinor ?? 0 };
  if (kind === 'points') return { kind, points: points ?? 0, name: name ?? '' };
  return { kind, name: name ?? '', worthMinor: amountMinor };
}
