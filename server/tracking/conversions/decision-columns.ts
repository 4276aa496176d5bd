import type { CustomerState } from '../replay.ts';
import type { Binding, CouponTouch, JudgedTouch, ManualCredit, Verdict } from '../rules.ts';
import type { Share } from '../shares.ts';
import type {
  CustomerRow,
  DecidedEvent,
  DecisionColumns,
  StoredShare,
  StoredTouch,
} from '../store/conversions.ts';
import type { KeptDecision } from '../store/sales.ts';

/** A verdict as it is kept. */
export function toDecisionColumns(
  event: { workspaceId: string; id: string; kind: 'lead' | 'sale' },
  verdict: Verdict,
  decidedAt: Date,
  version: number,
): DecisionColumns {
  const { winner } = verdict;
  return {
    workspace_id: event.workspaceId,
    event_id: event.id,
    version,
    event_kind: event.kind,
    decided_at: decidedAt,
    affiliate_id: winner?.affiliateId ?? null,
    offer_id: winner?.offerId ?? null,
    reason: verdict.reason,
    click_id: winner?.kind === 'click' ? winner.clickId : null,
    coupon_code: winner?.kind === 'coupon' ? winner.couponCode : null,
    touches: verdict.judged.map(toStoredTouch),
    rules: verdict.rules.map((rule) => ({ ...rule, validFrom: rule.validFrom.toISOString() })),
    shares: event.kind === 'sale' ? toStoredShares(verdict.shares) : null,
  };
}

/** A sale that one affiliate has alone keeps none. */
export function toStoredShares(shares: readonly Share[]): StoredShare[] | null {
  if (shares.length < 2) return null;
  return shares.map(({ affiliateId, weight, touch }) => ({
    affiliateId,
    weight,
    kind: touch.kind,
    at: touch.kind === 'coupon' ? null : touch.at.toISOString(),
    couponCode: touch.kind === 'coupon' ? touch.couponCode : null,
  }));
}

function toStoredTouch({ touch, isWinner, reason }: JudgedTouch): StoredTouch {
  return {
    kind: touch.kind,
    at: touch.kind === 'coupon' ? null : touch.at.toISOString(),
    affiliateId: touch.affiliateId,
    offerId: touch.offerId,
    clickId: touch.kind === 'click' ? touch.clickId : null,
    couponCode: touch.kind === 'coupon' ? touch.couponCode : null,
    isFirst: touch.kind === 'coupon' || touch.kind === 'registration' ? touch.isFirst : null,
    isBySale: touch.kind === 'binding' ? touch.isBySale : null,
    windowDays: touch.kind === 'click' ? touch.windowDays : null,
    isWinner,
    reason,
    ...(touch.kind === 'manual' && { given: givenOf(touch) }),
    ...(touch.kind === 'registration' && {
      registration: { id: touch.registrationId, until: touch.until.toISOString() },
    }),
  };
}

function givenOf({ note, byName, supersedes, keepsCustomer }: ManualCredit) {
  return { note, byName, supersedes, keepsCustomer };
}

/** The credit that a person gave to the event: it stands however often the event is decided anew. */
export function manualOf(event: DecidedEvent): ManualCredit | null {
  const manual = event.touches.find((touch) => touch.kind === 'manual');
  if (!manual?.given || !manual.at) return null;
  const { affiliateId, offerId, at, given } = manual;
  return { kind: 'manual', at: new Date(at), affiliateId, offerId, ...given };
}

/** The coupon under the terms that held when its event was first decided. */
export function couponOf(event: DecidedEvent): CouponTouch | null {
  const coupon = event.touches.find((touch) => touch.kind === 'coupon');
  if (!coupon?.couponCode) return null;
  const { couponCode, affiliateId, offerId, isFirst } = coupon;
  return { kind: 'coupon', couponCode, affiliateId, offerId, isFirst: isFirst ?? true };
}

export function bindingOf(customer: CustomerRow): Binding | null {
  if (!customer.affiliate_id || !customer.offer_id) return null;
  return {
    kind: 'binding',
    at: new Date(customer.attributed_at ?? customer.created_at),
    affiliateId: customer.affiliate_id,
    offerId: customer.offer_id,
    isBySale: customer.is_bound_by_sale,
  };
}

export function stateOf(customer: CustomerRow): CustomerState {
  const soldAt = customer.first_sale_at ? new Date(customer.first_sale_at) : null;
  return { binding: bindingOf(customer), soldAt };
}

export function recordedSinceOf({ customer_since }: CustomerRow): Date | null {
  return customer_since ? new Date(customer_since) : null;
}

export function withBinding(customer: CustomerRow, binding: Binding | null): CustomerRow {
  return {
    ...customer,
    affiliate_id: binding?.affiliateId ?? null,
    offer_id: binding?.offerId ?? null,
    attributed_at: binding?.at.toISOString() ?? null,
    is_bound_by_sale: binding?.isBySale ?? false,
  };
}

/** A decision that was just written, as it is read back. */
export function toKeptDecision(columns: DecisionColumns): KeptDecision {
  return {
    affiliateId: columns.affiliate_id,
    offerId: columns.offer_id,
    clickId: columns.click_id,
    couponCode: columns.coupon_code,
    decidedAt: columns.decided_at,
    version: columns.version,
    reason: columns.reason,
    touches: columns.touches,
    rules: columns.rules,
    shares: columns.shares,
  };
}
