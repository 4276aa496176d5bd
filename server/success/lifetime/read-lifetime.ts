import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { sentence } from '../say.ts';
import type { LifetimeSettings, LifetimeValue } from '../schema/lifetime.ts';
import { type SavedLifetime, selectLifetimes } from '../store/lifetimes.ts';
import { findGrossMargin } from '../store/settings.ts';
import { findStandards } from '../store/standards.ts';
import { type ChurnRates, DEFAULT_GROSS_MARGIN, lifetimeMonths, MAX_LIFETIME_MONTHS } from './rules.ts';

/** Simple LTV, opened: formula, inputs, freshness. @throws Problem 404 where the account was never scored. */
export async function getLifetimeValue(
  workspaceId: string,
  accountId: string,
  locale: string,
): Promise<LifetimeValue> {
  const saved = (await selectLifetimes(workspaceId, [accountId])).get(accountId);
  if (!saved) throw notFound('account with a lifetime value');
  const standards = await findStandards(workspaceId);
  const churn = standards?.learned.churn ?? null;
  return {
    accountId,
    method: 'simple',
    ltvMinor: saved.ltvMinor,
    currency: saved.currency,
    formula: sentence(locale, 'success:ltv.formula', { maxMonths: MAX_LIFETIME_MONTHS }),
    note: saved.ltvMinor === null ? words(locale, `success:ltv.${churn ? 'noRevenue' : 'noChurn'}`) : null,
    inputs: viewInputs(saved, churn, locale),
    asOf: saved.asOf,
    refreshedAt: saved.refreshedAt,
  };
}

function viewInputs(saved: SavedLifetime, churn: ChurnRates | null, locale: string): LifetimeValue['inputs'] {
  const view = (input: LifetimeValue['inputs'][number]['input'], value: number | null, text: string) => ({
    input,
    label: words(locale, `success:ltv.${input}.label`),
    value,
    text,
  });
  const unknown = words(locale, 'success:unknown');
  const { mrrMinor, currency, grossMargin, isMarginAssumed } = saved;
  const rate = churn && (churn.bySegment[saved.segment]?.rate ?? churn.overall);
  const context = isMarginAssumed ? 'assumed' : 'set';
  const revenueText =
    mrrMinor === null
      ? unknown
      : sentence(locale, 'success:ltv.revenue.says', { valueMinor: mrrMinor, currency });
  const lifetime = rate === null ? null : lifetimeMonths(rate);
  return [
    view('revenue', mrrMinor, revenueText),
    view(
      'margin',
      grossMargin,
      sentence(locale, 'success:ltv.margin.says', { valueShare: grossMargin, context }),
    ),
    view('churn', rate, churn ? sayChurn(saved.segment, churn, locale) : unknown),
    view(
      'lifetime',
      lifetime,
      lifetime === null ? unknown : sentence(locale, 'success:ltv.lifetime.says', { value: lifetime }),
    ),
  ];
}

function sayChurn(segment: string, churn: ChurnRates, locale: string): string {
  const seen = churn.bySegment[segment] ?? { rate: churn.overall, churned: 0, months: 0 };
  return sentence(locale, 'success:ltv.churn.says', {
    valueRate: seen.rate,
    overallRate: churn.overall,
    churned: seen.churned,
    months: Math.round(seen.months),
    segment: segment || words(locale, 'success:ltv.segment.none'),
  });
}

export async function getLifetimeSettings(workspaceId: string): Promise<LifetimeSettings> {
  const margin = await findGrossMargin(workspaceId);
  return { grossMargin: margin ?? DEFAULT_GROSS_MARGIN, isAssumed: margin === null };
}
