import Table from 'cli-table3';
import { systemActor } from '../core/actor.ts';
import { formatMoney } from '../core/money.ts';
import { words } from '../core/words.ts';
import { type AffiliateQuality, listQuality } from '../quality/index.ts';

const SHOWN_AFFILIATES = 40;
const COLUMNS = [
  'name',
  'clicks',
  'customers',
  'retention',
  'revenue',
  'commission',
  'return',
  'verdict',
] as const;
const TEXT_COLUMNS = new Set<string>(['name', 'verdict']);

/** Prints what each affiliate brought, how long it stays, and what it returns on what is paid. */
export async function printReturns(workspaceId: string, locale: string): Promise<void> {
  const { data, program, currency } = await listQuality(systemActor(workspaceId, 'command line'), {
    limit: SHOWN_AFFILIATES,
    sort: 'returnRatio',
    order: 'desc',
  });
  const table = new Table({
    head: COLUMNS.map((column) => words(locale, `commands:returns.${column}`)),
    colAligns: COLUMNS.map((column) => (TEXT_COLUMNS.has(column) ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of data) table.push(cells(row, currency, locale));
  const total = { ...program, name: words(locale, 'commands:returns.program'), verdict: { text: '' } };
  table.push(cells(total, currency, locale));
  console.log(`\n${words(locale, 'commands:returns.title')}\n${table.toString()}`);
}

type Row = Pick<
  AffiliateQuality,
  'name' | 'clicks' | 'customers' | 'retention12' | 'revenueMinor' | 'commissionMinor' | 'returnRatio'
> & { verdict: { text: string } };

function cells(row: Row, currency: string, locale: string): string[] {
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return [
    row.name,
    number.format(row.clicks),
    number.format(row.customers),
    row.retention12 === null ? '–' : share.format(row.retention12),
    formatMoney(row.revenueMinor, currency, locale),
    formatMoney(row.commissionMinor, currency, locale),
    row.returnRatio === null ? '–' : `${ratio.format(row.returnRatio)} ×`,
    row.verdict.text,
  ];
}
