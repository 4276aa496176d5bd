import { shareOf } from '../core/rounding.ts';
import {
  type Choice,
  chooseReward,
  type History,
  NO_HISTORY,
  type SaleFacts,
} from './plans/choose-reward.ts';
import type { Reward } from './plans/rule-schema.ts';
import type { PlanTerms } from './plans/schema.ts';
import { type Conversion, convertShare } from './rates/convert.ts';

const FULL_RATE_BASIS_POINTS = 10_000;
const DAY_MS = 86_400_000;
const MONTH_MS = (365.25 / 12) * DAY_MS;

/** A sale that an affiliate brought, or their share of it; amounts in minor units, without tax. */
export interface CommissionedSale extends SaleFacts {
  amountMinor: number;
  /** The whole of a sale that is shared; where it is not given the amount is the whole. */
  wholeMinor?: number;
  currency: string;
  soldAt: Date;
  /** Into the plan's currency, where the plan asks for it and a rate is known. */
  conversion?: Conversion | undefined;
}

/** What came before the sale. `firstSoldAt` is of the same customer with the same affiliate, null before the first. */
export interface CustomerHistory {
  firstSoldAt: Date | null;
  /** Null where nothing is known of it: as if nothing had come before. */
  history: History | null;
}

type NothingReason =
  | 'no_plan'
  | 'no_rate'
  | 'only_first_sale'
  | 'period_over'
  | 'rounds_to_zero'
  | 'excluded'
  | 'customer_cap'
  | 'budget_used';

export interface Earning {
  amountMinor: number;
  currency: string;
  /** Null when something is earned. */
  nothingBecause: NothingReason | null;
  /** From this moment on it may be paid out, if it still stands. */
  releaseAt: Date;
  /** Null without a plan. */
  choice: Choice | null;
  /** What kept the amount below its reward. */
  cappedBy: 'customer_cap' | 'budget_used' | null;
  /** The part of the amount that waits for the plan's condition, and until when; 0 and null where nothing waits. */
  waitingMinor: number;
  waitingBasisPoints: number;
  evaluateAt: Date | null;
}

const NOTHING_WAITS = { waitingMinor: 0, waitingBasisPoints: 0, evaluateAt: null };

/** What a sale earns under the terms. Without a plan it earns nothing, and says so. */
export function earn(sale: CommissionedSale, terms: PlanTerms | null, before: CustomerHistory): Earning {
  const releaseAt = new Date(sale.soldAt.getTime() + (terms?.holdDays ?? 0) * DAY_MS);
  const history = before.history ?? NO_HISTORY;
  const paidIn = terms ? currencyOf(terms, sale) : sale.currency;
  const choice = terms && chooseReward(terms, sale, history, paidIn);
  const isFlat = choice?.reward.kind === 'flat';
  const currency = isFlat && terms?.currency ? terms.currency : paidIn;
  const common = { currency, releaseAt, choice };
  const nothing = (nothingBecause: NothingReason): Earning => ({
    ...common,
    amountMinor: 0,
    nothingBecause,
    cappedBy: null,
    ...NOTHING_WAITS,
  });
  if (!terms || !choice) return nothing('no_plan');
  const conversion = paidIn === sale.currency ? undefined : sale.conversion;
  if (paidIn !== sale.currency && conversion?.currency !== paidIn) return nothing('no_rate');
  if (choice.reward.kind === 'nothing') return nothing('excluded');
  const lapsed = lapse(sale, choice, before);
  if (lapsed) return nothing(lapsed);
  const fullMinor = amountUnder(terms, choice.reward, { ...sale, conversion });
  if (fullMinor === 0) return nothing('rounds_to_zero');
  const room = roomLeft(terms, history, currency);
  if (room.amountMinor <= 0 && room.because) return nothing(room.because);
  const amountMinor = Math.min(fullMinor, room.amountMinor);
  const cappedBy = amountMinor < fullMinor ? room.because : null;
  return {
    ...common,
    amountMinor,
    nothingBecause: null,
    cappedBy,
    ...waitOf(amountMinor, terms, sale.soldAt),
  };
}

/** What a percentage of the sale is paid in, and what its volumes are measured in. */
export function currencyOf(terms: Pick<PlanTerms, 'payIn' | 'currency'>, sale: { currency: string }): string {
  return terms.payIn === 'plan' && terms.currency ? terms.currency : sale.currency;
}

function waitOf(amountMinor: number, { success }: PlanTerms, soldAt: Date) {
  if (!success) return NOTHING_WAITS;
  const evaluateAt = new Date(soldAt.getTime() + success.afterDays * DAY_MS);
  const waitingBasisPoints = success.shareBasisPoints;
  return { waitingMinor: waitingShare(amountMinor, waitingBasisPoints), waitingBasisPoints, evaluateAt };
}

/** The part of a whole amount that waits, half up; the rest is the other part, so that both are the whole. */
function waitingShare(amountMinor: number, waitingBasisPoints: number): number {
  return shareOf(amountMinor, waitingBasisPoints, FULL_RATE_BASIS_POINTS);
}

/** What the cap per customer and the plan's budget of the month leave; both are in the plan's currency alone. */
function roomLeft(terms: PlanTerms, history: History, currency: string) {
  const none = { amountMinor: Number.POSITIVE_INFINITY, because: null };
  if (terms.currency !== currency) return none;
  const { maxPerCustomerMinor, monthlyBudgetMinor } = terms;
  const customer =
    maxPerCustomerMinor === null
      ? none
      : ({
          amountMinor: maxPerCustomerMinor - history.customerEarnedMinor,
          because: 'customer_cap',
        } as const);
  const budget =
    monthlyBudgetMinor === null
      ? none
      : ({ amountMinor: monthlyBudgetMinor - history.budgetUsedMinor, because: 'budget_used' } as const);
  return budget.amountMinor < customer.amountMinor ? budget : customer;
}

/** What sales to come earn, as things stand. */
export interface EarningAhead {
  /** For each sale. */
  amountMinor: number;
  currency: string;
  /** How long from this sale on; Infinity for ever, 0 where nothing is earned. */
  months: number;
}

/**
 * What a customer’s sale would earn now, and for how long sales like it will. Rates to come are not known: it is told in
 * the sale’s currency, also where the plan will convert it.
 */
export function earnAhead(
  sale: CommissionedSale,
  terms: PlanTerms | null,
  before: CustomerHistory,
): EarningAhead {
  const unconverted = terms && { ...terms, payIn: 'sale' as const };
  const { amountMinor, currency, nothingBecause, choice } = earn(sale, unconverted, before);
  if (nothingBecause || choice?.recurrence === 'once') return { amountMinor: 0, currency, months: 0 };
  if (choice?.recurrence === 'lifetime') return { amountMinor, currency, months: Infinity };
  const firstSoldAt = before.firstSoldAt ?? sale.soldAt;
  const end = addMonths(firstSoldAt, choice?.recurrenceMonths ?? 0);
  return { amountMinor, currency, months: (end.getTime() - sale.soldAt.getTime()) / MONTH_MS };
}

/** Which sales of a customer earn: the first, those within N months of the first, or all. */
function lapse(
  { soldAt }: CommissionedSale,
  { recurrence, recurrenceMonths }: Choice,
  { firstSoldAt }: CustomerHistory,
): NothingReason | null {
  if (!firstSoldAt || recurrence === 'lifetime') return null;
  if (recurrence === 'once') return 'only_first_sale';
  return soldAt < addMonths(firstSoldAt, recurrenceMonths ?? 0) ? null : 'period_over';
}

/** The same day N months on, or the last day of a shorter month; in UTC. */
export function addMonths(start: Date, months: number): Date {
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + months);
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return end;
}

/** The one rounding of a commission: half up at its end, in `shareOf`; bounds and caps are whole already. */
function amountUnder(terms: PlanTerms, reward: Reward, sale: CommissionedSale): number {
  if (sale.amountMinor <= 0 || reward.kind === 'nothing') return 0;
  const { amountMinor, wholeMinor = amountMinor } = sale;
  // What a plan says for a sale is for all who share it: each gets their part.
  const partOf = (minor: number) => shareOf(minor, amountMinor, wholeMinor);
  if (reward.kind === 'flat') return partOf(reward.flatAmountMinor);
  const share = shareOfSale(sale, reward.rateBasisPoints);
  // Bounds in another currency than the commission's say nothing about it.
  if (terms.currency !== currencyOf(terms, sale)) return share;
  const { minAmountMinor, maxAmountMinor } = terms;
  const atLeast = Math.max(share, minAmountMinor === null ? 0 : partOf(minAmountMinor));
  return maxAmountMinor === null ? atLeast : Math.min(atLeast, partOf(maxAmountMinor));
}

/** Of what was told in any currency, in that of the conversion where there is one. */
export function shareOfSale(
  { amountMinor, currency, conversion }: Pick<CommissionedSale, 'amountMinor' | 'currency' | 'conversion'>,
  basisPoints: number,
): number {
  if (!conversion) return shareOf(amountMinor, basisPoints, FULL_RATE_BASIS_POINTS);
  const share = { numerator: BigInt(basisPoints), denominator: BigInt(FULL_RATE_BASIS_POINTS) };
  return convertShare(amountMinor, currency, conversion, share);
}

/** What is known of one commission after it was booked. */
export interface CommissionFacts {
  amountMinor: number;
  /** The whole sale, of which its refunds are a part, whoever shares it; of an award, what it is a share of. */
  saleAmountMinor: number;
  /** All refunds of the sale so far, in any order; of an award, what was taken back and not given back. */
  refundedMinor: number;
  isDeclined: boolean;
  /** The sale is credited to somebody else now. */
  isMoved: boolean;
  waitingBasisPoints: number;
  /** What came of the condition; null before it was evaluated, and without one. */
  outcome: 'met' | 'missed' | null;
}

/** What stands on the affiliate's two accounts. */
export interface Parts {
  earnedMinor: number;
  waitingMinor: number;
}

/**
 * What the affiliate keeps of a commission: the whole less the refunded share of the sale, nothing when it was
 * declined or the credit has moved.
 * It depends on the sum of the refunds alone, so partial refunds in any order and number add up to the whole.
 */
export function keptAmount(facts: CommissionFacts): number {
  if (facts.isDeclined || facts.isMoved || facts.saleAmountMinor <= 0) return 0;
  const refunded = Math.min(facts.refundedMinor, facts.saleAmountMinor);
  return facts.amountMinor - shareOf(facts.amountMinor, refunded, facts.saleAmountMinor);
}

/** What is kept, split into what is earned and what waits: a met condition earns it all, a missed one loses the part. */
export function keptParts(facts: CommissionFacts): Parts {
  const keptMinor = keptAmount(facts);
  const waitingMinor = waitingShare(keptMinor, facts.waitingBasisPoints);
  if (facts.outcome === 'met') return { earnedMinor: keptMinor, waitingMinor: 0 };
  const earnedMinor = keptMinor - waitingMinor;
  return { earnedMinor, waitingMinor: facts.outcome === 'missed' ? 0 : waitingMinor };
}

/** The booking that moves a commission's lines from what they sum to now to what is kept; zeros are no booking. */
export function correction(facts: CommissionFacts, booked: Parts): Parts {
  const kept = keptParts(facts);
  return {
    earnedMinor: kept.earnedMinor - booked.earnedMinor,
    waitingMinor: kept.waitingMinor - booked.waitingMinor,
  };
}
