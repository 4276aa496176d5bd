import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { Decision, Reason } from '../schema/conversion.ts';
import type { StoredShare, StoredTouch } from '../store/conversions.ts';
import type { KeptDecision } from '../store/sales.ts';
import { readStanding, type Standing } from './affiliate-standing.ts';
import { splitSale } from './sale-event.ts';
import { sayRule } from './say-rule.ts';

interface DecidedSale {
  amountMinor: number;
  currency: string;
}

/** Who was credited and why, and why the others were not, in the reader's language. @param sale null for a lead. */
export async function explainDecision(
  workspaceId: string,
  decision: KeptDecision,
  locale: string,
  sale: DecidedSale | null,
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
    registrationId: touch.registration?.id ?? null,
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
  const shares = sale ? explainShares(sale, decision, standing, locale) : [];
  return { affiliateId, offerId, clickId, couponCode, decidedAt, version, reason, touches, rules, shares };
}

/** What each affiliate gets of a sale and why; empty where one has it all. */
function explainShares(
  sale: DecidedSale,
  { affiliateId, shares }: KeptDecision,
  standing: Standing,
  locale: string,
): Decision['shares'] {
  if (!shares) return [];
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  const amounts = splitSale({ affiliateId, ...sale }, shares);
  return shares.map((share, place) => {
    const amountMinor = amounts[place]?.amountMinor ?? 0;
    const amount = formatMoney(amountMinor, sale.currency, locale);
    const part = share.weight / sum;
    const values = { affiliate: standing.nameOf(share.affiliateId), amount, part: formatPart(part, locale) };
    const reason = shareReason(share, place === 0, values, locale);
    return { affiliateId: share.affiliateId, part, amountMinor, currency: sale.currency, reason };
  });
}

function shareReason(share: StoredShare, isWinner: boolean, about: object, locale: string): Reason {
  const code = `tracking:share.${isWinner ? 'winner' : share.kind}`;
  const at = share.at ? formatMoment(share.at, locale) : '';
  const values = { ...about, at, code: share.couponCode ?? '' };
  return { code, values, text: words(locale, code, values) };
}

function formatPart(part: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(part);
}

function touchReason(touch: StoredTouch, standing: Standing, locale: string): Reason {
  const code = `tracking:touch.${touch.reason}`;
  const values = {
    affiliate: standing.nameOf(touch.affiliateId),
    at: touch.at ? formatMoment(touch.at, locale) : '',
    until: touch.registration ? formatMoment(touch.registration.until, locale) : '',
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
