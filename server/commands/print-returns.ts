import Table from 'cli-table3';
import { systemActor } from '../core/actor.ts';
import { formatMoney } from '../core/money.ts';
import { words } from '../core/words.ts';
import { type AffiliateQuality, listQuality } from '../quality/index.ts';

const MOST_AFFILIATES = 100_000;
/** Of more than twice as many, the table shows its two ends. */
const ROWS_AT_AN_END = 12;
// As the judgement reads: whom, what of them, how sure, made of what.
const COLUMNS = [
  'name',
  'return',
  'verdict',
  'value',
  'commission',
  'retention',
  'seen',
  'customers',
] as const;
const TEXT_COLUMNS = new Set<string>(['name', 'verdict']);

/** Prints what the customers of each affiliate are worth against what is paid for them, and how long they stay. */
export async function printReturns(workspaceId: string, locale: string): Promise<void> {
  console.log(`\n${await returnsForTerminal(workspaceId, locale)}`);
}

/** The best and the worst by return, and the whole program's line. */
export async function returnsForTerminal(workspaceId: string, locale: string): Promise<string> {
  const { rows, unjudged, program, currency } = await readReturns(workspaceId);
  const table = new Table({
    head: COLUMNS.map((column) => words(locale, `commands:returns.${column}`)),
    colAligns: COLUMNS.map((column) => (TEXT_COLUMNS.has(column) ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  const count = ROWS_AT_AN_END;
  const between = rows.length - 2 * count;
  for (const row of between > 0 ? rows.slice(0, count) : rows) table.push(cells(row, currency, locale));
  if (between > 0) {
    const content = words(locale, 'commands:returns.more', { count: between });
    table.push([{ content, colSpan: COLUMNS.length }]);
    for (const row of rows.slice(-count)) table.push(cells(row, currency, locale));
  }
  const total = { ...program, returnInterval: null, verdict: { text: '' } };
  table.push(cells({ ...total, name: words(locale, 'commands:returns.program') }, currency, locale));
  const title = between > 0 ? 'titleEnds' : 'title';
  return [
    words(locale, `commands:returns.${title}`, { count, total: rows.length }),
    table.toString(),
    words(locale, 'commands:returns.formula'),
    ...(unjudged > 0 ? [words(locale, 'commands:returns.unjudged', { count: unjudged })] : []),
  ].join('\n');
}

/** Everybody who can be judged, the highest return first, and how many cannot. */
async function readReturns(workspaceId: string) {
  const page = await listQuality(systemActor(workspaceId, 'command line'), {
    limit: MOST_AFFILIATES,
    sort: 'returnRatio',
    order: 'desc',
  });
  const rows = page.data.filter(({ verdict }) => verdict.code !== 'too_few');
  return { ...page, rows, unjudged: page.data.length - rows.length };
}

type Row = Pick<
  AffiliateQuality,
  | 'name'
  | 'customers'
  | 'retention12'
  | 'retentionSeen'
  | 'valuePerCustomerMinor'
  | 'commissionPerCustomerMinor'
  | 'returnRatio'
  | 'returnInterval'
> & { verdict: { text: string } };

function cells(row: Row, currency: string, locale: string): string[] {
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const money = (amountMinor: number | null) =>
    amountMinor === null ? '–' : formatMoney(amountMinor, currency, locale);
  const seen = row.retentionSeen;
  return [
    row.name,
    sayReturn(row, locale),
    row.verdict.text,
    money(row.valuePerCustomerMinor),
    money(row.commissionPerCustomerMinor),
    row.retention12 === null ? '–' : share.format(row.retention12),
    seen
      ? words(locale, 'commands:returns.seenShare', { share: share.format(seen.share), months: seen.months })
      : '–',
    number.format(row.customers),
  ];
}

function sayReturn({ returnRatio, returnInterval }: Row, locale: string): string {
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (returnRatio === null) return '–';
  const range = returnInterval
    ? ` (${ratio.format(returnInterval.lower)}–${ratio.format(returnInterval.upper)})`
    : '';
  return `${ratio.format(returnRatio)} ×${range}`;
}
