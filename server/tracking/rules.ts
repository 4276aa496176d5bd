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

/** The affiliate whose customer this is already. A sale binds for good; a lead binds until a coupon says otherwise. */
export interface Binding {
  kind: 'binding';
  at: Date;
  affiliateId: string;
  offerId: string;
  isBySale: boolean;
}

export type Touch = ClickTouch | CouponTouch | Binding;

/** Why a touch won or lost: the catalog key below `tracking:touch.`. */
export type TouchReason =
  | 'kept_customer'
  | 'kept_lead'
  | 'coupon_decides'
  | 'last_click'
  | 'affiliate_not_active'
  | 'outside_window'
  | 'earlier_click'
  | 'other_customer'
  | 'coupon_came_first'
  | 'lead_came_first'
  | 'click_came_first';

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
}

interface Situation {
  at: Date;
  coupon: CouponTouch | null;
  binding: Binding | null;
  /** In any order; those after `at` are passed over. */
  clicks: readonly ClickTouch[];
  isActive: (affiliateId: string) => boolean;
}

/**
 * Who earns the credit for one lead or sale. The first of these that is there and whose affiliate is active:
 * the affiliate of an earlier sale; a coupon, where the offer puts it first; the affiliate of an earlier lead;
 * the last click within its window; a coupon, where the offer puts it last.
 */
export function attribute({ at, coupon, binding, clicks, isActive }: Situation): Verdict {
  const earlier = clicks.filter((click) => click.at <= at).sort(laterFirst);
  const lastClick = earlier.find((click) => isActive(click.affiliateId) && isWithinWindow(click, at));
  const ladder: (Touch | null | undefined | false)[] = [
    binding?.isBySale && binding,
    coupon?.isFirst && coupon,
    binding,
    lastClick,
    coupon,
  ];
  const winner =
    ladder.find((touch): touch is Touch => Boolean(touch && isActive(touch.affiliateId))) ?? null;
  const touches: Touch[] = [binding, coupon, ...earlier].filter((touch) => touch !== null);
  const judged = touches.map((touch) => ({
    touch,
    isWinner: touch === winner,
    reason: touch === winner ? winningReason(touch) : losingReason(touch, winner, at, isActive),
  }));
  if (winner) return { winner, reason: winningReason(winner), judged };
  return { winner: null, reason: touches.length === 0 ? 'no_touch' : 'none_eligible', judged };
}

function laterFirst(left: ClickTouch, right: ClickTouch): number {
  return right.at.getTime() - left.at.getTime() || (left.clickId < right.clickId ? 1 : -1);
}

function isWithinWindow(click: ClickTouch, at: Date): boolean {
  return at.getTime() - click.at.getTime() <= click.windowDays * MS_PER_DAY;
}

function winningReason(touch: Touch): TouchReason {
  if (touch.kind === 'coupon') return 'coupon_decides';
  if (touch.kind === 'click') return 'last_click';
  return touch.isBySale ? 'kept_customer' : 'kept_lead';
}

function losingReason(
  touch: Touch,
  winner: Touch | null,
  at: Date,
  isActive: Situation['isActive'],
): TouchReason {
  if (!isActive(touch.affiliateId)) return 'affiliate_not_active';
  if (touch.kind === 'click' && !isWithinWindow(touch, at)) return 'outside_window';
  if (winner?.kind === 'binding') return winner.isBySale ? 'other_customer' : 'lead_came_first';
  if (winner?.kind === 'coupon') return 'coupon_came_first';
  return touch.kind === 'click' ? 'earlier_click' : 'click_came_first';
}

/** One lead or sale of a customer, with all that its decision depends on. */
export interface CustomerEvent {
  id: string;
  kind: 'lead' | 'sale';
  /** What tells it apart for its sender: orders events of the same moment, whatever came in first. */
  key: string;
  at: Date;
  coupon: CouponTouch | null;
}

export interface Replay {
  verdicts: Map<string, Verdict>;
  binding: Binding | null;
}

/**
 * Decides events of one customer in the order in which they happened: over all of them, the end is the same in
 * whatever order events and clicks arrived.
 * @param start whose customer it was before the first of them.
 */
export function replay(
  events: readonly CustomerEvent[],
  clicks: readonly ClickTouch[],
  isActive: Situation['isActive'],
  start: Binding | null = null,
): Replay {
  const verdicts = new Map<string, Verdict>();
  let binding = start;
  for (const event of [...events].sort(inOrder)) {
    const verdict: Verdict = attribute({ at: event.at, coupon: event.coupon, binding, clicks, isActive });
    verdicts.set(event.id, verdict);
    binding = bind(binding, event, verdict);
  }
  return { verdicts, binding };
}

/** The order in which events of a customer count, whatever came in first. */
export function inOrder(
  left: Pick<CustomerEvent, 'kind' | 'key' | 'at'>,
  right: Pick<CustomerEvent, 'kind' | 'key' | 'at'>,
): number {
  const byTime = left.at.getTime() - right.at.getTime();
  if (byTime !== 0) return byTime;
  if (left.kind !== right.kind) return left.kind === 'lead' ? -1 : 1;
  return left.key < right.key ? -1 : 1;
}

/** Whose customer it is after the event. */
export function bind(
  binding: Binding | null,
  event: Pick<CustomerEvent, 'kind' | 'at'>,
  { winner }: Verdict,
): Binding | null {
  if (!winner) return binding;
  const isSame = binding?.affiliateId === winner.affiliateId && binding.offerId === winner.offerId;
  return {
    kind: 'binding',
    at: isSame ? binding.at : event.at,
    affiliateId: winner.affiliateId,
    offerId: winner.offerId,
    isBySale: event.kind === 'sale' || (isSame && binding.isBySale),
  };
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
