import type { Config } from '../../core/config.ts';
import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import { quoteUrl } from './quote-token.ts';
import { labelOf } from './rules.ts';
import type { QuoteRow } from './store/quotes.ts';

/** The mail that brings the link to the quote, in the quote’s language. */
export function writeLetter(
  config: Config,
  workspaceId: string,
  { quote, company, sender }: { quote: QuoteRow; company: string; sender: string },
): { subject: string; text: string } {
  const { id, language, recipientName: name, title, totalMinor, currency, validUntil } = quote;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const values = {
    ...{
      name,
      company,
      sender,
      title,
      label: labelOf(quote),
      url: quoteUrl(config, { workspaceId, quoteId: id }, language),
    },
    ...{ amount: formatMoney(totalMinor, currency, language), until: day.format(new Date(validUntil)) },
  };
  return {
    subject: words(language, 'quotes:mail.subject', values).replace(/\s+/g, ' ').trim(),
    text: words(language, 'quotes:mail.text', values),
  };
}
