import { stringify } from 'csv-stringify/sync';
import { amountCell } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { PlanSimulation } from './schema.ts';

const COLUMNS = ['affiliate', 'currency', 'sales', 'revenue', 'now', 'then', 'change', 'waiting'];

/** A line for each affiliate and currency. A cell that a spreadsheet would run as a formula is made text. */
export function writeSimulation({ affiliates }: PlanSimulation, locale: string): string {
  const head = COLUMNS.map((column) => words(locale, `commissions:simulation.column.${column}`));
  const lines = affiliates.map((row) => {
    const amount = (amountMinor: number) => amountCell(amountMinor, row.currency);
    const { nowMinor, thenMinor } = row;
    const amounts = [row.revenueMinor, nowMinor, thenMinor, thenMinor - nowMinor, row.waitingMinor];
    return [row.affiliateName, row.currency, row.saleCount, ...amounts.map(amount)];
  });
  return stringify([head, ...lines], { record_delimiter: 'windows', escape_formulas: true });
}
