import type { App } from '../../core/http/server.ts';
import { sendPdf } from '../../core/pdf/send-pdf.ts';
import { acceptOffer, declineOffer, markViewed, viewOffer } from './answer-quote.ts';
import { printOffer } from './print-quote.ts';
import { OfferedQuote, QuoteAcceptance, QuoteRefusal, TokenParams } from './schema/quote.ts';

const tags = ['Quotes'];
const config = { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } };
const one = { params: TokenParams, response: { 200: OfferedQuote }, tags };

/** For whoever has the link of a quote. */
export function offerRoutes(app: App): void {
  app.get('/api/v1/public/quotes/:token', { schema: one, config }, ({ params }) => viewOffer(params.token));
  app.get(
    '/api/v1/public/quotes/:token/pdf',
    { schema: { params: TokenParams, produces: ['application/pdf'], tags }, config },
    async ({ params }, reply) => {
      const { name, bytes } = await printOffer(params.token);
      return sendPdf(reply, name, bytes);
    },
  );
  app.post('/api/v1/public/quotes/:token/view', { schema: one, config }, ({ params }) =>
    markViewed(params.token),
  );
  app.post(
    '/api/v1/public/quotes/:token/acceptance',
    { schema: { ...one, body: QuoteAcceptance }, config },
    ({ params, body }) => acceptOffer(params.token, body),
  );
  app.post(
    '/api/v1/public/quotes/:token/refusal',
    { schema: { ...one, body: QuoteRefusal }, config },
    ({ params, body }) => declineOffer(params.token, body),
  );
}
