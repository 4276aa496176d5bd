import type { OfferRule } from '../affiliates/index.ts';
import { type Share, sharesOf } from './shares.ts';

const MS_PER_DAY = 86_400_000;

/** A click of one of the customer's browsers. */
export interface ClickTouch {
  kind: 'click';
  clickId: string;
  at: Date;
  affiliateId: string;
  offerId: string;
  /** The offer's window when it was clicked. */
  windowDays: number;
}

/** A coupon code that the event named. `isFirst`: it decides before the last click does. */
export interface CouponTouch {
  kind: 'coupon';
  couponCode: string;
  affiliateId: string;
  offerId: string;
  isFirst: boolean;
}

/** The affiliate whose customer this is already. A sale binds for good where the offer says so; a lead until a coupon. */
export interface Binding {
  kind: 'binding';
  at: Date;
  affiliateId: string;
  offerId: string;
  isBySale: boolean;
}

/** A customer whom an affiliate registered before they bought, and who was accepted as theirs. */
export interface RegistrationTouch {
  kind: 'registration';
  registrationId: string;
  /** When it was registered. */
  at: Date;
  /** Not theirs from then on. */
  until: Date;
  affiliateId: string;
  offerId: string;
  /** It goes before coupons and clicks; else clicks go first. */
  isFirst: boolean;
}

/** A credit that a person gave to one sale, whatever its touches say. */
export interface ManualCredit {
  kind: 'manual';
  at: Date;
  affiliateId: string;
  offerId: string;
  note: string;
  byName: string;
  /** The version of the decision that it replaced; 0 where it came with the event, from another platform. */
  supersedes: number;
  /** The customer counts as brought by the affiliate; else only this sale does. */
  keepsCustomer: boolean;
}

export type Touch = ClickTouch | CouponTouch | Binding | RegistrationTouch | ManualCredit;

/** Why a touch won or lost: the catalog key below `tracking:touch.`. */
export type TouchReason =
  | 'given_by_hand'
  | 'taken_over'
  | 'credit_was_given'
  | 'kept_customer'
  | 'kept_lead'
  | 'registered_deal'
  | 'coupon_decides'
  | 'last_click'
  | 'first_click'
  | 'affiliate_not_active'
  | 'outside_window'
  | 'existing_customer'
  | 'registration_over'
  | 'decided_anew'
  | 'earlier_click'
  | 'later_click'
  | 'first_clicks_go_first'
  | 'other_customer'
  | 'coupon_came_first'
  | 'lead_came_first'
  | 'click_came_first'
  | 'registration_came_first'
  | 'click_before_registration';

export interface JudgedTouch {
  touch: Touch;
  isWinner: boolean;
  reason: TouchReason;
}

export interface Verdict {
  winner: Touch | null;
  /** The winner's reason; without a winner why there is none. */
  reason: TouchReason | 'no_touch' | 'none_eligible';
  judged: JudgedTouch[];
  /** Of every offer among the touches, the winner's first. */
  rules: OfferRule[];
  /** Who earns of a sale, the winner first; empty without one. */
  shares: Share[];
}

export interface Situation {
  at: Date;
  manual: ManualCredit | null;
  coupon: CouponTouch | null;
  binding: Binding | null;
  /** In any order; those after `at` are passed over. */
  clicks: readonly ClickTouch[];
  /** The same of these. */
  registrations: readonly RegistrationTouch[];
  isActive: (affiliateId: string) => boolean;
  /** The rule of an offer that is in force at `at`. */
  ruleOf: (offerId: string) => OfferRule;
  /** The customer's first sale before `at`. */
  soldAt: Date | null;
  /** Since when the record knows them as a customer, to the day. */
  recordedSince: Date | null;
}

/**
 * Who earns the credit for one lead or sale: of the touches that may, the one that stands highest. Where a touch
 * stands depends on it and its offer's rule alone, so one that loses never changes who wins.
 */
export function attribute(situation: Situation): Verdict {
  const { at, manual, coupon, binding, clicks, registrations, ruleOf } = situation;
  const earlier = clicks.filter((click) => click.at <= at).sort(laterFirst);
  const registered = registrations.filter((registration) => registration.at <= at).sort(laterFirst);
  const touches: Touch[] = [manual, binding, ...registered, coupon, ...earlier].filter(
    (touch) => touch !== null,
  );
  const eligible = touches.filter((touch) => obstacleTo(touch, situation) === null);
  const [winner = null] = eligible.toSorted((one, other) => compareStanding(one, other, ruleOf));
  const judged = touches.map((touch) => ({
    touch,
    isWinner: touch === winner,
    reason: touch === winner ? winningReason(touch, ruleOf) : losingReason(touch, winner, situation),
  }));
  const offerIds = new Set([winner, ...touches].flatMap((touch) => touch?.offerId ?? []));
  const rules = [...offerIds].map(ruleOf);
  if (!winner) {
    const reason = touches.length === 0 ? 'no_touch' : 'none_eligible';
    return { winner, reason, judged, rules, shares: [] };
  }
  const shares = sharesOf(winner, eligible, ruleOf(winner.offerId));
  return { winner, reason: winningReason(winner, ruleOf), judged, rules, shares };
}

/** Why a touch may not earn the credit, whatever the others are. */
function obstacleTo(touch: Touch, situation: Situation): TouchReason | null {
  if (touch.kind === 'manual') return null;
  const rule = situation.ruleOf(touch.offerId);
  if (!situation.isActive(touch.affiliateId)) return 'affiliate_not_active';
  if (touch.kind === 'binding') return touch.isBySale && !rule.isLifetime ? 'decided_anew' : null;
  if (touch.kind === 'click' && !isWithinWindow(touch, situation.at)) return 'outside_window';
  if (touch.kind === 'registration' && touch.until <= situation.at) return 'registration_over';
  return rule.protectsCustomers && wasCustomerBefore(touch, situation) ? 'existing_customer' : null;
}

function isWithinWindow(click: ClickTouch, at: Date): boolean {
  return at.getTime() - click.at.getTime() <= click.windowDays * MS_PER_DAY;
}

/** A bill of the very purchase is on record by its day, which began before the click that led to it. */
function wasCustomerBefore(
  touch: ClickTouch | CouponTouch | RegistrationTouch,
  { at, soldAt, recordedSince }: Situation,
): boolean {
  const touchedAt = touch.kind === 'coupon' ? at : touch.at;
  const isRecorded = recordedSince && touchedAt.getTime() - recordedSince.getTime() >= MS_PER_DAY;
  return Boolean(isRecorded || (soldAt && soldAt < touchedAt));
}

/**
 * The order in which touches come: a credit given by hand; the affiliate of an earlier sale; a registered customer,
 * where the offer put them first; a coupon, where its offer does; the affiliate of an earlier lead; the first click of
 * the offers that credit first clicks; the last click of the others; a registered customer of the other offers; a
 * coupon, where its offer puts it last.
 */
function placeOf(touch: Touch, ruleOf: Situation['ruleOf']): number {
  if (touch.kind === 'manual') return 0;
  if (touch.kind === 'binding') return touch.isBySale ? 1 : 4;
  if (touch.kind === 'registration') return touch.isFirst ? 2 : 7;
  if (touch.kind === 'coupon') return touch.isFirst ? 3 : 8;
  return ruleOf(touch.offerId).clickModel === 'first' ? 5 : 6;
}

function compareStanding(one: Touch, other: Touch, ruleOf: Situation['ruleOf']): number {
  const difference = placeOf(one, ruleOf) - placeOf(other, ruleOf);
  if (one.kind === 'registration' && other.kind === 'registration')
    return difference || laterFirst(other, one);
  if (difference !== 0 || one.kind !== 'click' || other.kind !== 'click') return difference;
  const isFirstModel = ruleOf(one.offerId).clickModel === 'first';
  return isFirstModel ? laterFirst(other, one) : laterFirst(one, other);
}

function laterFirst<Timed extends ClickTouch | RegistrationTouch>(left: Timed, right: Timed): number {
  return right.at.getTime() - left.at.getTime() || (idOf(left) < idOf(right) ? 1 : -1);
}

function idOf(touch: ClickTouch | RegistrationTouch): string {
  return touch.kind === 'click' ? touch.clickId : touch.registrationId;
}

function winningReason(touch: Touch, ruleOf: Situation['ruleOf']): TouchReason {
  if (touch.kind === 'manual') return touch.supersedes === 0 ? 'taken_over' : 'given_by_hand';
  if (touch.kind === 'coupon') return 'coupon_decides';
  if (touch.kind === 'binding') return touch.isBySale ? 'kept_customer' : 'kept_lead';
  if (touch.kind === 'registration') return 'registered_deal';
  return ruleOf(touch.offerId).clickModel === 'first' ? 'first_click' : 'last_click';
}

function losingReason(touch: Touch, winner: Touch | null, situation: Situation): TouchReason {
  const obstacle = obstacleTo(touch, situation);
  if (obstacle) return obstacle;
  if (winner?.kind === 'manual') return 'credit_was_given';
  if (winner?.kind === 'binding') return winner.isBySale ? 'other_customer' : 'lead_came_first';
  if (winner?.kind === 'registration') return 'registration_came_first';
  if (winner?.kind === 'coupon') return 'coupon_came_first';
  if (touch.kind === 'registration') return 'click_before_registration';
  if (touch.kind !== 'click' || !winner) return 'click_came_first';
  if (situation.ruleOf(winner.offerId).clickModel === 'last') return 'earlier_click';
  const isFirstModel = situation.ruleOf(touch.offerId).clickModel === 'first';
  return isFirstModel ? 'later_click' : 'first_clicks_go_first';
}

/**
 * How much of an asked refund can be taken back: null asks for all that is left.
 * @returns null when it would take back more than the sale, or nothing.
 */
export function refundable(
  sale: { amountMinor: number; refundedMinor: number },
  askedMinor: number | null,
): number | null {
  const leftMinor = sale.amountMinor - sale.refundedMinor;
  const amountMinor = askedMinor ?? leftMinor;
  return amountMinor > 0 && amountMinor <= leftMinor ? amountMinor : null;
}
