import { type Actor, authorize } from '../../core/actor.ts';
import { formatMoney } from '../../core/money.ts';
import { blocks, heading, table, totals } from '../../core/pdf/layout.ts';
import { type Content, type Paper, printPdf, say } from '../../core/pdf/print-pdf.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { open } from './answer-quote.ts';
import { labelOf, totalsOf } from './rules.ts';
import { findQuote, type QuoteRow } from './store/quotes.ts';

const BASIS_POINTS_PER_PERCENT = 100;
const COLUMNS = ['what', 'quantity', 'price', 'discount', 'net'] as const;

export interface PrintedQuote {
  name: string;
  bytes: Buffer;
}

/** Also of a draft, to see what it will be. @throws Problem 404 */
export async function printQuote(actor: Actor, id: string): Promise<PrintedQuote> {
  authorize(actor, 'deals.read');
  const quote = await findQuote(await readerOf(actor), id);
  if (!quote) throw notFound('quote');
  return print(actor.workspaceId, quote);
}

/** For whoever has the link. @throws Problem 404 */
export async function printOffer(token: string): Promise<PrintedQuote> {
  const { actor, quote } = await open(token);
  return print(actor.workspaceId, quote);
}

async function print(workspaceId: string, quote: QuoteRow): Promise<PrintedQuote> {
  const paper = writePaper(quote, (await findWorkspace(workspaceId))?.name ?? '');
  return { name: paper.title, bytes: await printPdf(paper) };
}

/** @param company the seller where the quote names none */
export function writePaper(quote: QuoteRow, company: string): Paper {
  const { language } = quote;
  const name = `${told(language, 'title')} ${labelOf(quote) ?? told(language, 'draft')}`;
  return {
    ...{ title: name, locale: language, at: quote.sentAt ?? quote.updatedAt, foot: name },
    content: [
      heading(quote.title, name),
      parties(quote, company),
      ...paragraphs(quote.intro).map((line) => say(line, { margin: [0, 0, 0, 8] })),
      ...figures(quote),
      ...paragraphs(quote.terms).map((line) => say(line, { margin: [0, 0, 0, 4] })),
    ],
  };
}

function parties({ language, seller, buyer, recipientName, validUntil, sentAt }: QuoteRow, company: string) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const sent = sentAt ? [told(language, 'of', { day: day.format(sentAt) })] : [];
  return blocks([
    { label: told(language, 'seller'), lines: seller ? paragraphs(seller) : [company] },
    { label: told(language, 'buyer'), lines: buyer ? paragraphs(buyer) : [recipientName] },
    { label: told(language, 'validUntil'), lines: [day.format(new Date(validUntil)), ...sent] },
  ]);
}

function figures({ language, currency, lines, netMinor, totalMinor }: QuoteRow): Content[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, language);
  return [
    table(
      COLUMNS.map((column) => told(language, `column.${column}`)),
      lines.map((line) => [
        [line.name + told(language, `cycle.${line.cycle}`), line.description].filter(Boolean).join('\n'),
        line.quantity.toLocaleString(language),
        money(line.priceMinor),
        line.discountBasisPoints > 0 ? `${sayPercent(line.discountBasisPoints, language)}%` : '',
        money(line.netMinor),
      ]),
      ['*', ...COLUMNS.slice(1).map(() => 'auto')],
      COLUMNS.length - 1,
    ),
    totals([
      [told(language, 'net'), money(netMinor)],
      ...totalsOf(lines).taxes.map(({ taxBasisPoints, taxMinor }): [string, string] => [
        told(language, 'tax', { rate: sayPercent(taxBasisPoints, language) }),
        money(taxMinor),
      ]),
      [told(language, 'total'), money(totalMinor)],
    ]),
  ];
}

const told = (language: string, name: string, values: Record<string, unknown> = {}): string =>
  words(language, `quotes:paper.${name}`, values);

const paragraphs = (text: string): string[] => text.split(/\n/).filter((line) => line.trim() !== '');

const sayPercent = (basisPoints: number, locale: string): string =>
  (basisPoints / BASIS_POINTS_PER_PERCENT).toLocaleString(locale);
