import { stringify } from 'csv-stringify/sync';
import { type Actor, authorize } from '../../core/actor.ts';
import { amountCell } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { Filters } from './read-figures.ts';
import { MEASURES, type Measure, type PortalReportQuery, type Report, type ReportQuery } from './schema.ts';
import { writeReport } from './write-report.ts';

const MAX_ROWS = 50_000;
const RATE_DIGITS = 6;
const AMOUNTS: readonly Measure[] = [
  'revenueMinor',
  'refundedMinor',
  'commissionMinor',
  'epcMinor',
  'averageOrderMinor',
];

/** The report's table as CSV, all rows to fifty thousand. */
export async function exportReport(actor: Actor, query: ReportQuery): Promise<string> {
  authorize(actor, 'reports.read');
  return writeCsv(actor, query, {});
}

/** @param only filters that hold whatever the query asks. */
export async function writeCsv(
  actor: Actor,
  query: ReportQuery | PortalReportQuery,
  only: Filters,
): Promise<string> {
  const report = await writeReport(actor, { ...query, limit: MAX_ROWS, compare: 'none' }, only);
  const { by, currency } = report;
  const head = [
    ...by.map((name) => words(actor.locale, `strategy:dimension.${name}`)),
    ...MEASURES.map((name) => words(actor.locale, `strategy:measure.${name}`)),
    words(actor.locale, 'strategy:currency'),
  ];
  const lines = report.rows.map(({ labels, figures }) => [
    ...labels,
    ...cellsOf(figures, currency),
    currency,
  ]);
  const total = [
    ...by.map((_, place) => (place === 0 ? words(actor.locale, 'strategy:total') : '')),
    ...cellsOf(report.total, currency),
    currency,
  ];
  // A cell that a spreadsheet would run as a formula is made text.
  return stringify([head, ...lines, total], { record_delimiter: 'windows', escape_formulas: true });
}

function cellsOf(figures: Report['total'], currency: string): (number | string)[] {
  return MEASURES.map((name) => {
    const value = figures[name];
    if (value === null) return '';
    if (AMOUNTS.includes(name)) return amountCell(Math.round(value), currency);
    return String(Number(value.toFixed(RATE_DIGITS)));
  });
}
