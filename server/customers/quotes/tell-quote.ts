import { formatMoney } from '../../core/money.ts';
import { putOnTimelines } from '../deals/tell-deal.ts';
import { labelOf } from './rules.ts';
import type { QuoteRow } from './store/quotes.ts';

interface Told {
  code: 'sent' | 'viewed' | 'accepted' | 'declined' | 'withdrawn';
  by: string;
  at: Date;
}

/** On the timelines of the deal’s account and people; once for each of what can happen to a quote. */
export async function tellQuote(workspaceId: string, quote: QuoteRow, { code, by, at }: Told): Promise<void> {
  const { id, dealId, dealName: name, accountId, totalMinor, currency } = quote;
  const amount = formatMoney(totalMinor, currency);
  await putOnTimelines(
    workspaceId,
    { id: dealId, name, accountId },
    {
      ...{ sourceId: `${id}:${code}`, code: `quotes:timeline.${code}`, at },
      values: { by, quoteId: id, label: labelOf(quote), amount },
    },
  );
}
