import { addMilliseconds } from 'date-fns/addMilliseconds';
import { type Affiliate, getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type MovementSum, sumMovements } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { formatMoney } from '../../core/money.ts';
import { blocks, heading, table, totals } from '../../core/pdf/layout.ts';
import { type Content, printPdf, say } from '../../core/pdf/print-pdf.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findWorkspace, type Workspace } from '../../workspace/index.ts';
import { partyLines, sayDay } from '../papers/content.ts';
import { findCompany } from '../store/companies.ts';
import { mapTaxData } from '../store/tax.ts';
import { yearAt, yearIn, yearSums } from './read-year.ts';

export interface PrintedYear {
  year: number;
  bytes: Buffer;
}

/** A year of one affiliate on paper, in the reader's language, month by month. @throws Problem 404 */
export async function printYear(actor: Actor, affiliateId: string, year?: number): Promise<PrintedYear> {
  authorize(actor, 'payouts.read');
  return printed(actor, await getAffiliate(actor.workspaceId, affiliateId), year);
}

/** One's own. */
export async function printOwnYear(actor: Actor, year?: number): Promise<PrintedYear> {
  return printed(actor, await getOwnAffiliate(actor), year);
}

async function printed(
  { workspaceId, locale, now }: Actor,
  affiliate: Affiliate,
  wanted?: number,
): Promise<PrintedYear> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const { timeZone } = workspace;
  const year = wanted ?? yearAt(timeZone, now);
  const period = yearIn(timeZone, year);
  const sums = await sumMovements(workspaceId, {
    ...period,
    affiliateId: affiliate.id,
    monthsIn: timeZone,
  });
  const title = words(locale, 'years:paper.title', { year });
  const on = (at: Date) => sayDay(dayIn(timeZone, at), locale);
  const ofYear = Map.groupBy(sums, ({ currency }) => currency);
  const bytes = await printPdf({
    title,
    locale,
    at: period.to,
    foot: `${title}, ${affiliate.name}`,
    content: [
      heading(title, `${on(period.from)} – ${on(addMilliseconds(period.to, -1))}`),
      await parties(workspace, affiliate, locale),
      ...(ofYear.size === 0 ? [say(words(locale, 'years:paper.nothing'))] : []),
      ...[...ofYear].flatMap(([currency, own]) => months(own, currency, locale)),
    ],
  });
  return { year, bytes };
}

async function parties(workspace: Workspace, { id, name }: Affiliate, locale: string): Promise<Content> {
  const company = await findCompany(workspace.id);
  const party = (await mapTaxData(workspace.id, [id])).get(id);
  return blocks([
    { label: words(locale, 'papers:party.affiliate'), lines: party ? partyLines(locale, party) : [name] },
    {
      label: words(locale, 'papers:party.company'),
      lines: company ? partyLines(locale, company) : [workspace.name],
    },
  ]);
}

function months(sums: MovementSum[], currency: string, locale: string): Content[] {
  const told = (name: string) => words(locale, `years:column.${name}`);
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, locale);
  const whole = yearSums(sums);
  const byMonth = Map.groupBy(
    sums.filter(({ month }) => month !== null),
    ({ month }) => month ?? '',
  );
  const rows = [...byMonth].sort(([a], [b]) => a.localeCompare(b));
  return [
    table(
      [currency, told('earned'), told('corrected'), told('paid')],
      rows.map(([month, own]) => {
        const { earnedMinor, correctedMinor, paidMinor } = yearSums(own);
        return [sayMonth(month, locale), money(earnedMinor), money(correctedMinor), money(paidMinor)];
      }),
      ['*', 'auto', 'auto', 'auto'],
      3,
    ),
    totals([
      [told('opening'), money(whole.openingMinor)],
      [told('earned'), money(whole.earnedMinor)],
      [told('corrected'), money(whole.correctedMinor)],
      [told('askedBack'), money(whole.askedBackMinor)],
      [told('closing'), money(whole.closingMinor)],
      [words(locale, 'years:paper.paid'), money(whole.paidMinor)],
    ]),
  ];
}

function sayMonth(month: string, locale: string): string {
  const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(`${month}-01`));
}
