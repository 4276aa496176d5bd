import type { AccountSummary, Deal } from '../../customers/index.ts';
import { viewAccount } from '../ranking/view-ranking.ts';
import { say, sentence } from '../say.ts';
import type { Opportunity } from '../schema/opportunity.ts';
import type { OpportunityRow } from '../store/opportunities.ts';

const MONTHS_PER_YEAR = 12;

/** In the reader's language. */
export function viewOpportunity(
  row: OpportunityRow,
  { summary, deal }: { summary: AccountSummary; deal: Deal | undefined },
  locale: string,
): Opportunity {
  const { healthScore, healthBand, mrrMinor, mrrCurrency, accountId: _account, dealId: _deal, ...own } = row;
  return {
    ...own,
    account: viewAccount(summary, { mrrMinor, currency: mrrCurrency }),
    health: { score: healthScore, band: healthBand },
    reason: say(locale, { code: `upsell:reason.${row.kind}`, values: row.inputs }),
    inputs: inputsOf(row, locale),
    yearlyMinor: yearlyMinor(row),
    nextStep: sentence(locale, `upsell:nextStep.${row.kind}`, row.inputs),
    deal: deal ? outcomeOf(deal) : null,
  };
}

export function yearlyMinor({ monthlyMinor }: Pick<OpportunityRow, 'monthlyMinor'>): number {
  return monthlyMinor * MONTHS_PER_YEAR;
}

/** One sentence for each figure; the currency is part of those that are money. */
function inputsOf({ inputs }: OpportunityRow, locale: string) {
  const { currency = null } = inputs;
  return Object.entries(inputs)
    .filter(([name]) => name !== 'currency')
    .map(([name, value]) =>
      say(locale, { code: `upsell:input.${name}`, values: { [name]: value, currency } }),
    );
}

function outcomeOf({ id, name, state, amountMinor, currency, closedAt }: Deal) {
  return { id, name, state, amountMinor, currency, closedAt };
}
