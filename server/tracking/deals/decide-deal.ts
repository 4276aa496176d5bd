import { getAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, Problem } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { DealStatus, DealsAnswer, DealsWish, DealWish } from '../schema/deal.ts';
import { type DealRow, getDeal, updateDeal } from '../store/deals.ts';
import { linkDeal } from './link-deal.ts';
import { dealAfter } from './rules.ts';
import { tellDeal } from './tell-deal.ts';

const MS_PER_DAY = 86_400_000;
const REACHED: Partial<Record<DealWish['decision'], DealStatus>> = {
  accept: 'accepted',
  refuse: 'refused',
  lose: 'lost',
};

const ACTIONS = {
  accept: 'deal.accepted',
  refuse: 'deal.refused',
  lose: 'deal.given_up',
  undo: 'deal.decision_undone',
} as const;

/**
 * Accepts, refuses, gives up, or takes the last of these back. Accepting makes the account and the person, and lets
 * the affiliate have the customer's sales from when they registered them. The same decision again changes nothing.
 * @throws Problem 404; 409 `deal_status`, `deal_already_registered`, `affiliate_not_active`.
 */
export async function decideDeal(actor: Actor, id: string, wish: DealWish): Promise<DealRow> {
  authorize(actor, 'affiliates.approve');
  return inTransaction(async () => {
    const before = await getDeal(actor.workspaceId, id, 'locked');
    if (before.status === REACHED[wish.decision]) return before;
    const status = dealAfter(before, wish.decision);
    if (!status) throw conflict('deal_status', `This registration is ${before.status}.`);
    const change = { status, ...(await changeOf(actor, before, wish)) };
    const after = { ...before, ...change };
    await updateDeal(actor.workspaceId, id, change);
    await audit(actor, { action: ACTIONS[wish.decision], objectType: 'deal', objectId: id, before, after });
    await tellDeal(actor.workspaceId, after, before.status, actor.now);
    return after;
  });
}

async function changeOf(actor: Actor, deal: DealRow, wish: DealWish): Promise<Partial<DealRow>> {
  const { name: decidedByName, now } = actor;
  const decided = { decidedByName, decidedAt: now };
  if (wish.decision === 'accept') return { ...decided, ...(await accepted(actor, deal, wish)) };
  if (wish.decision === 'refuse') return { ...decided, reason: wish.reason, message: wish.message || null };
  if (wish.decision === 'lose') return { ...decided, releasedAt: now, message: wish.message || null };
  return undone(actor, deal);
}

async function accepted(actor: Actor, deal: DealRow, wish: DealWish & { decision: 'accept' }) {
  const { workspaceId, now } = actor;
  const affiliate = await getAffiliate(workspaceId, deal.affiliateId);
  if (affiliate.status !== 'active')
    throw conflict('affiliate_not_active', 'Only an active affiliate can have a customer registered.');
  const { dealDays, dealFirst } = await getOffer(workspaceId, deal.offerId);
  const expiresAt = new Date(now.getTime() + dealDays * MS_PER_DAY);
  const record = await linkDeal(workspaceId, deal, wish.accountId ?? null);
  return { ...record, acceptedAt: now, isFirst: dealFirst, expiresAt, message: wish.message || null };
}

/** What ended by itself gets its time again. */
async function undone({ workspaceId, now }: Actor, deal: DealRow): Promise<Partial<DealRow>> {
  const cleared = { reason: null, message: null, decidedAt: null, decidedByName: null };
  if (deal.status === 'lost') return { ...cleared, releasedAt: null };
  const { dealDays } = await getOffer(workspaceId, deal.offerId);
  const expiresAt = new Date(now.getTime() + dealDays * MS_PER_DAY);
  if (deal.status === 'expired') return { ...cleared, expiresAt };
  return { ...cleared, acceptedAt: null, expiresAt, isFirst: true };
}

/** The same for many, each by itself. */
export async function decideDeals(actor: Actor, { ids, wish }: DealsWish): Promise<DealsAnswer> {
  authorize(actor, 'affiliates.approve');
  const refusals: DealsAnswer['refusals'] = [];
  const unique = [...new Set(ids)];
  for (const id of unique) {
    try {
      await decideDeal(actor, id, wish);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push({ id, code: error.code, detail: error.message });
    }
  }
  return { changedCount: unique.length - refusals.length, refusals };
}
