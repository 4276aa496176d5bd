import type { App } from '../../server/core/http/server.ts';
import type { DealView } from '../../server/customers/deals/schema/deal.ts';
import type { OfferedQuote, QuoteView } from '../../server/customers/quotes/schema/quote.ts';
import { enterDeals } from './deals.ts';

export const PAT = { name: 'Pat Doe', email: 'pat@acme.test' };

/** A company with an open deal, and quotes for it. */
export async function enterQuotes(app: App) {
  const entered = await enterDeals(app);
  const { call, account } = entered;
  const deal = (await call<DealView>('POST', '/deals', { name: 'Big one', accountId: account })).id;
  const draftOf = (change: object = {}) => ({
    ...{ title: 'Start', currency: 'USD', validUntil: '2099-12-31', recipientName: 'Pat' },
    ...{ recipientEmail: 'pat@acme.test', lines: [{ name: 'Seats', quantity: 3, priceMinor: 1_000 }] },
    ...change,
  });
  const make = (change: object = {}) =>
    call<QuoteView>('POST', '/quotes', { dealId: deal, ...draftOf(change) });
  const give = (id: string, body: object = {}) => call<QuoteView>('POST', `/quotes/${id}/sending`, body);
  const read = (id: string) => call<QuoteView>('GET', `/quotes/${id}`);
  /** As whoever has the link. */
  const visit = async (quote: Pick<QuoteView, 'publicUrl'>, path = '', body?: object) => {
    const token = new URL(quote.publicUrl ?? 'http://x/none').pathname.split('/').at(-1);
    const answer = await app.inject({
      ...{ method: path === '' ? 'GET' : 'POST', url: `/api/v1/public/quotes/${token}${path}` },
      ...(path !== '' && { body: body ?? {} }),
    });
    return { status: answer.statusCode, body: answer.json<OfferedQuote & { code?: string }>() };
  };
  const accept = (quote: Pick<QuoteView, 'publicUrl'>, change: object = {}) =>
    visit(quote, '/acceptance', { ...PAT, isAgreed: true, ...change });
  const sent = async (change: object = {}) => give((await make(change)).id);
  return { ...entered, deal, draftOf, make, give, read, visit, accept, sent };
}
