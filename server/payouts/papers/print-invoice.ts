import { formatMoney } from '../../core/money.ts';
import { blocks, heading, table, totals } from '../../core/pdf/layout.ts';
import { printPdf, say } from '../../core/pdf/print-pdf.ts';
import { words } from '../../core/words.ts';
import { type InvoiceContent, sayDay } from './content.ts';

const BASIS_POINTS_PER_PERCENT = 100;

/** The paper as it was given: the same content is the same file. */
export async function printInvoice(content: InvoiceContent): Promise<Buffer> {
  const { locale, currency, label, lines, rateBasisPoints } = content;
  const told = (name: string, values: Record<string, unknown> = {}) =>
    words(locale, `papers:${name}`, values);
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, locale);
  const title = told(`title.${content.kind}`);
  const rate = (rateBasisPoints ?? 0) / BASIS_POINTS_PER_PERCENT;
  const tax: [string, string][] =
    rateBasisPoints === null
      ? []
      : [
          [told('total.net'), money(content.netMinor)],
          [told('total.tax', { rate: rate.toLocaleString(locale) }), money(content.taxMinor)],
        ];
  return printPdf({
    title: `${title} ${label}`,
    locale,
    at: new Date(content.issuedOn),
    foot: `${title} ${label}`,
    content: [
      heading(`${title} ${label}`, sayDay(content.issuedOn, locale)),
      blocks([
        { label: told('party.supplier'), lines: content.supplier },
        { label: told('party.issuer'), lines: content.issuer },
        { label: told('party.reference'), lines: [content.reference, currency] },
      ]),
      table(
        [told('column.on'), told('column.what'), told('column.amount')],
        lines.map(({ on, text, amountMinor }) => [sayDay(on, locale), text, money(amountMinor)]),
        ['auto', '*', 'auto'],
        1,
      ),
      totals([...tax, [told('total.whole'), money(content.totalMinor)]]),
      ...content.notes.map((note) => say(note)),
    ],
  });
}
