import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { dayIn } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { listExpansions } from '../../signals/index.ts';
import { listCreditedOfAccounts } from '../../tracking/index.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import type { AlsoReward } from '../plans/also-schema.ts';
import { termsOfOffer } from '../plans/remembered-terms.ts';
import { rateFinder } from '../rates/find-rates.ts';
import { shareOfSale } from '../rules.ts';
import { listGranted } from '../store/awards.ts';
import { listVersions } from '../store/plans.ts';
import { rewardOf, roomInBudget } from './budget.ts';
import { grantAward } from './grant-awards.ts';

/** Upgrades that are told later than this after their day earn nothing. */
const LATE_DAYS = 30;

type Expansion = Awaited<ReturnType<typeof listExpansions>>[number];
type Credited = Awaited<ReturnType<typeof listCreditedOfAccounts>>[number];
type UpgradeReward = Extract<AlsoReward, { kind: 'upgrade' }>;
type FindRate = ReturnType<typeof rateFinder>;

/** In every workspace; see `rewardUpgrades`. */
export async function rewardUpgradesEverywhere(): Promise<void> {
  for (const { id, timeZone } of await listWorkspaces()) await rewardUpgrades(id, timeZone, now());
}

/**
 * Where a plan pays for upgrades, each day on which what a referred customer pays a month has grown earns once for ever,
 * when it is over: a subscription that took another's place on that day then counts as what it changed. What is not
 * credited yet, or waits for a rate, is asked again by the next run.
 */
export async function rewardUpgrades(workspaceId: string, timeZone: string, at: Date): Promise<void> {
  const versions = await listVersions(workspaceId, null);
  if (!versions.some((terms) => rewardOf(terms, 'upgrade'))) return;
  const first = dayIn(timeZone, addDays(new TZDate(at.getTime(), timeZone), -LATE_DAYS));
  const expansions = await listNewExpansions(workspaceId, first, dayIn(timeZone, at));
  const accountIds = [...new Set(expansions.map(({ accountId }) => accountId))];
  const credited = await listCreditedOfAccounts(workspaceId, accountIds);
  const customers = new Map(credited.map((customer) => [customer.accountId, customer]));
  const findRate = rateFinder(workspaceId, timeZone);
  for (const expansion of expansions) {
    const customer = customers.get(expansion.accountId);
    // Who was brought on the day itself may have grown because of it.
    const isBrought = customer && customer.attributedAt < addDays(expansion.startedAt, 1);
    if (isBrought) await inTransaction(() => rewardUpgrade(workspaceId, expansion, customer, findRate));
  }
}

async function listNewExpansions(workspaceId: string, from: string, to: string): Promise<Expansion[]> {
  const expansions = await listExpansions(workspaceId, from, to);
  const granted = await listGranted(workspaceId, 'upgrade', expansions.map(keyOf));
  return expansions.filter((expansion) => !granted.has(keyOf(expansion)));
}

function keyOf({ accountId, currency, day }: Expansion): string {
  return `${accountId}:${currency}:${day}`;
}

async function rewardUpgrade(
  workspaceId: string,
  expansion: Expansion,
  { id: customerId, affiliateId, offerId }: Credited,
  findRate: FindRate,
): Promise<void> {
  const earnedAt = expansion.startedAt;
  const terms = await termsOfOffer(workspaceId, offerId, earnedAt);
  const also = rewardOf(terms, 'upgrade');
  if (!terms?.currency || !also) return;
  const dueMinor = await amountOf(expansion, also, terms.currency, findRate);
  const amountMinor = Math.min(dueMinor, await roomInBudget(workspaceId, terms, also, earnedAt));
  if (amountMinor <= 0) return;
  await grantAward(workspaceId, {
    ...{
      kind: 'upgrade',
      sourceKey: keyOf(expansion),
      affiliateId,
      offerId,
      customerId,
      amountMinor,
      earnedAt,
    },
    plan: { planId: terms.planId, version: terms.version },
    currency: terms.currency,
    releaseAt: addDays(earnedAt, terms.holdDays),
    needsApproval: terms.needsApproval,
    reason: { code: 'day', values: { dayAt: expansion.day } },
  });
}

/** In the plan's currency; nothing while no rate is known. */
async function amountOf(
  { amountMinor, currency, startedAt }: Expansion,
  { reward }: UpgradeReward,
  planCurrency: string,
  findRate: FindRate,
): Promise<number> {
  if (reward.kind === 'flat') return reward.flatAmountMinor;
  const conversion = await findRate(
    { creditedMinor: amountMinor, saleCurrency: currency, soldAt: startedAt, facts: {} },
    { payIn: 'plan', currency: planCurrency },
  );
  if (!conversion && currency !== planCurrency) return 0;
  return shareOfSale({ amountMinor, currency, conversion }, reward.rateBasisPoints);
}
