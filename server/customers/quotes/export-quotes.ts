import { amountNumber } from '../../core/money.ts';
import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { toQuote } from './read-quotes.ts';
import { QuoteFilters } from './schema/quote.ts';
import { nextQuotes } from './store/quotes.ts';

const ROWS_PER_READ = 1_000;

/** Every quote that matches the filters, in the order in which they were made. */
export function defineQuoteExport(): void {
  defineExport({
    name: 'quotes',
    permission: 'deals.read',
    tag: 'Quotes',
    query: QuoteFilters,
    async read(actor, filters) {
      const reader = await readerOf(actor);
      return tableOf(
        {
          id: (quote) => quote.id,
          label: (quote) => quote.label,
          state: (quote) => quote.state,
          title: (quote) => quote.title,
          deal_id: (quote) => quote.dealId,
          deal: (quote) => quote.dealName,
          account_id: (quote) => quote.accountId,
          account: (quote) => quote.accountName,
          currency: (quote) => quote.currency,
          net: (quote) => amountNumber(quote.netMinor, quote.currency),
          tax: (quote) => amountNumber(quote.taxMinor, quote.currency),
          total: (quote) => amountNumber(quote.totalMinor, quote.currency),
          valid_until: (quote) => quote.validUntil,
          recipient: (quote) => quote.recipientName,
          recipient_email: (quote) => quote.recipientEmail,
          created_by: (quote) => quote.createdByName,
          created_at: (quote) => quote.createdAt,
          sent_at: (quote) => quote.sentAt,
          viewed_at: (quote) => quote.viewedAt,
          ended_at: (quote) => quote.endedAt,
          ended_by: (quote) => quote.endedByName,
          note: (quote) => quote.endNote,
        },
        rowsAfter(async (afterId) =>
          (await nextQuotes(reader, filters, { afterId, limit: ROWS_PER_READ })).map((row) =>
            toQuote(row, reader.today),
          ),
        ),
      );
    },
  });
}
