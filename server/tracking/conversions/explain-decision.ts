import { words } from '../../core/words.ts';
import type { Decision, Reason } from '../schema/conversion.ts';
import type { StoredTouch } from '../store/conversions.ts';
import type { KeptDecision } from '../store/sales.ts';
import { readStanding, type Standing } from './affiliate-standing.ts';
import { sayRule } from './say-rule.ts';

/** Who was credited and why, and why the others were not, in the reader's language. */
export async function explainDecision(
  workspaceId: string,
  decision: KeptDecision,
  locale: string,
): Promise<Decision> {
  const standing = await readStanding(
    workspaceId,
    decision.touches.map((touch) => touch.affiliateId),
  );
  const touches = decision.touches.map((touch) => ({
    kind: touch.kind,
    at: touch.at ? new Date(touch.at) : null,
    affiliateId: touch.affiliateId,
    offerId: touch.offerId,
    clickId: touch.clickId,
    couponCode: touch.couponCode,
    dealId: touch.deal?.id ?? null,
    isWinner: touch.isWinner,
    reason: touchReason(touch, standing, locale),
  }));
  const { affiliateId, offerId, clickId, couponCode, decidedAt, version } = decision;
  const reason = touches.find(({ isWinner }) => isWinner)?.reason ?? nobody(decision.reason, locale);
  const rules = (decision.rules ?? []).map((rule) => ({
    offerId: rule.offerId,
    validFrom: new Date(rule.validFrom),
    sentences: sayRule(rule, locale),
  }));
  return { affiliateId, offerId, clickId, couponCode, decidedAt, version, reason, touches, rules };
}

function touchReason(touch: StoredTouch, standing: Standing, locale: string): Reason {
  const code = `tracking:touch.${touch.reason}`;
  const values = {
    affiliate: standing.nameOf(touch.affiliateId),
    at: touch.at ? formatMoment(touch.at, locale) : '',
    until: touch.deal ? formatMoment(touch.deal.until, locale) : '',
    days: touch.windowDays ?? 0,
    code: touch.couponCode ?? '',
    note: touch.given?.note ?? '',
    by: touch.given?.byName ?? '',
    replaced: touch.given?.supersedes ?? 0,
  };
  return { code, values, text: words(locale, code, values) };
}

function nobody(reason: string, locale: string): Reason {
  const code = `tracking:decision.${reason}`;
  return { code, values: {}, text: words(locale, code) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatMoment(at: string, locale: string): string {
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  formats.set(locale, format);
  return `${format.format(new Date(at))} UTC`;
}
