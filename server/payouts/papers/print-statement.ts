import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { Actor } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { formatMoney } from '../../core/money.ts';
import { blocks, heading, table, totals } from '../../core/pdf/layout.ts';
import { printPdf, say } from '../../core/pdf/print-pdf.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { Statement } from '../schema.ts';
import { findCompany } from '../store/companies.ts';
import { mapTaxData } from '../store/tax.ts';
import { partyLines, sayDay } from './content.ts';

/** A month of an affiliate's account on paper, in the reader's language. */
export async function printStatement(actor: Actor, statement: Statement): Promise<Buffer> {
  const { workspaceId, locale } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const company = await findCompany(workspaceId);
  const party = (await mapTaxData(workspaceId, [statement.affiliateId])).get(statement.affiliateId);
  const told = (name: string) => words(locale, `payouts:statement.${name}`);
  const money = (amountMinor: number) => formatMoney(amountMinor, statement.currency, locale);
  const on = (at: Date) => sayDay(dayIn(workspace.timeZone, at), locale);
  const row = (at: Date, what: string, amount: string, balanceMinor: number) => [
    on(at),
    what,
    amount,
    money(balanceMinor),
  ];
  const lastMoment = addMilliseconds(statement.to, -1);
  const period = `${on(statement.from)} – ${on(lastMoment)}, ${statement.currency}`;
  return printPdf({
    title: `${told('title')} ${statement.month}`,
    locale,
    at: statement.to,
    foot: `${told('title')} ${statement.month}, ${statement.affiliateName}`,
    content: [
      heading(told('title'), period),
      blocks([
        {
          label: words(locale, 'papers:party.affiliate'),
          lines: party ? partyLines(locale, party) : [statement.affiliateName],
        },
        {
          label: words(locale, 'papers:party.company'),
          lines: company ? partyLines(locale, company) : [workspace.name],
        },
      ]),
      table(
        ['date', 'what', 'amount', 'balance'].map(told),
        [
          row(statement.from, told('opening'), '', statement.openingMinor),
          ...statement.movements.map(({ at, text, amountMinor, balanceMinor }) =>
            row(at, text, money(amountMinor), balanceMinor),
          ),
        ],
        ['auto', '*', 'auto', 'auto'],
        2,
      ),
      totals([[told('closing'), money(statement.closingMinor)]]),
      ...statement.conditions.map(({ saleExternalId, text }) =>
        say(`${words(locale, 'payouts:movement.commission', { sale: saleExternalId })}: ${text}`),
      ),
    ],
  });
}
