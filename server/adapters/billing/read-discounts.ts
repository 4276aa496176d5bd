import { listOffers } from '../../affiliates/index.ts';
import { listCouponsByCode, listCouponsByPromotionCode } from '../../tracking/index.ts';
import { factsOf, type UsedDiscount } from './facts.ts';
import type { Payment } from './fold-payment.ts';
import { eventsAbout } from './known-events.ts';
import type { BillingSystem } from './system.ts';

/** What the discounts of a payment say of its sale. */
export interface Given {
  couponCode: string | null;
  /** Of these what was given for coming through an affiliate; null where nothing was, or it cannot be told apart. */
  discountMinor: number | null;
  /** What another event is still expected to tell of them. */
  missing: 'waits_for_code' | 'waits_for_discount' | null;
}

export const NOTHING_GIVEN: Given = { couponCode: null, discountMinor: null, missing: null };

/** Which codes were used, and how much of what was given off the program gave: by a coupon of ours, or as an offer's. */
export async function readDiscounts(
  workspaceId: string,
  system: BillingSystem,
  connectionId: string,
  payment: Payment,
): Promise<Given> {
  const tellers: Told[][] = [];
  for (const discounts of payment.discounts) {
    const told: Told[] = [];
    for (const used of discounts) told.push(await completeFrom(workspaceId, system, connectionId, used));
    tellers.push(told);
  }
  const all = tellers.flat();
  const isOfProgram = await findProgramDiscounts(workspaceId, all);
  return {
    couponCode: all.find(({ code }) => code)?.code ?? all.find(({ codeId }) => codeId)?.codeId ?? null,
    discountMinor: sumOfProgram(tellers, isOfProgram, payment.discountMinor),
    missing: missingOf(tellers),
  };
}

type Told = UsedDiscount & { isUseKnown: boolean };

/** Systems often tell no more than ids; what these stand for is told by events of their own. */
async function completeFrom(
  workspaceId: string,
  system: BillingSystem,
  connectionId: string,
  used: UsedDiscount,
): Promise<Told> {
  const about = (id: string) => eventsAbout(workspaceId, system, connectionId, id);
  let { codeId, couponId, code } = used;
  if (used.discountId && !codeId && !couponId) {
    const uses = factsOf(await about(used.discountId), 'discount').map(({ fact }) => fact);
    const use = uses.findLast(({ id }) => id === used.discountId);
    [codeId, couponId] = [use?.codeId ?? null, use?.couponId ?? null];
  }
  if (codeId && !code) {
    const told = factsOf(await about(codeId), 'code').map(({ fact }) => fact);
    const [coupon] = await listCouponsByPromotionCode(workspaceId, [codeId]);
    code = told.findLast(({ id }) => id === codeId)?.code ?? coupon?.code ?? null;
  }
  return {
    ...used,
    codeId,
    couponId,
    code,
    isUseKnown: Boolean(codeId || couponId || code || used.isForFriends),
  };
}

/** Whether a discount is one that the program gives; one that has ended since was given all the same. */
async function findProgramDiscounts(workspaceId: string, all: Told[]): Promise<(discount: Told) => boolean> {
  if (all.length === 0) return () => false;
  const codes = all.flatMap(({ code }) => code?.toUpperCase() ?? []);
  const ids = all.flatMap(({ codeId, couponId }) => [codeId, couponId].filter((id) => id !== null));
  const own = new Set((await listCouponsByCode(workspaceId, codes)).map(({ code }) => code));
  const offers = (await listOffers(workspaceId)).map(({ friendDiscount }) => friendDiscount?.promotionCodeId);
  const coupons = (await listCouponsByPromotionCode(workspaceId, ids)).map(
    ({ promotionCodeId }) => promotionCodeId,
  );
  const ownIds = new Set([...offers, ...coupons]);
  return ({ code, codeId, couponId, isForFriends }) =>
    isForFriends ||
    own.has(code?.toUpperCase() ?? '') ||
    [codeId, couponId].some((id) => id !== null && ownIds.has(id));
}

/** By the first teller that knows one of them: each amount, or the sum where the program gave all. */
function sumOfProgram(
  tellers: Told[][],
  isOfProgram: (discount: Told) => boolean,
  sumMinor: number,
): number | null {
  for (const told of tellers) {
    const given = told.filter(isOfProgram);
    const amounts = given.flatMap(({ amountMinor }) => amountMinor ?? []);
    if (given.length > 0 && amounts.length === given.length)
      return amounts.reduce((sum, amount) => sum + amount, 0);
    if (given.length > 0 && given.length === told.length) return sumMinor;
  }
  return null;
}

/** It is enough that one teller knows what all of them were. */
function missingOf(tellers: Told[][]): Given['missing'] {
  if (tellers.flat().some(({ codeId, code }) => codeId && !code)) return 'waits_for_code';
  const used = tellers.filter((told) => told.length > 0);
  const isTold = used.some((told) => told.every(({ isUseKnown }) => isUseKnown));
  return used.length > 0 && !isTold ? 'waits_for_discount' : null;
}
