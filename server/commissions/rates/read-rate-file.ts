import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { parse as parseDate } from 'date-fns/parse';
import { invalidField } from '../../core/problem.ts';
import type { NewRate } from '../store/rates.ts';
import { Rate } from './schema.ts';

const BASE = 'EUR';
/** The file of all days, and the file of the day. */
const DATE_FORMATS = ['yyyy-MM-dd', 'd MMMM yyyy'];
/** A currency that was not quoted on the day. */
const NOT_QUOTED = new Set(['', 'N/A']);

/**
 * Reads the ECB's euro reference rates: a row a day, a column a currency.
 * @throws Problem 422 naming the line, and nothing is taken from the file.
 */
export function readRateFile(csv: string): NewRate[] {
  const [head = [], ...rows] = readCells(csv);
  const currencies = head.slice(1).map((name) => name.toUpperCase());
  if (head[0]?.toLowerCase() !== 'date' || !currencies.some((name) => /^[A-Z]{3}$/.test(name)))
    throw invalidField('csv', 'does not begin with a line “Date,USD,JPY,…”');
  const rates = rows.flatMap((cells, index) => readRow(cells, currencies, index + 2));
  if (rates.length === 0) throw invalidField('csv', 'has no rate');
  return rates;
}

function readCells(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) throw invalidField('csv', error.message);
    throw error;
  }
}

function readRow([date = '', ...cells]: string[], currencies: string[], line: number): NewRate[] {
  const day = dayOf(date);
  if (!day) throw invalidField('csv', `line ${line}: “${date}” is not a date`);
  return cells.flatMap((text, column) => {
    const quote = currencies[column] ?? '';
    if (NOT_QUOTED.has(text)) return [];
    const rate = Rate.safeParse(text);
    if (!/^[A-Z]{3}$/.test(quote) || quote === BASE || !rate.success)
      throw invalidField('csv', `line ${line}: “${text}” is not a rate of a currency`);
    return { base: BASE, quote, day, rate: rate.data };
  });
}

function dayOf(text: string): string | null {
  for (const form of DATE_FORMATS) {
    const date = parseDate(text, form, new Date(0));
    if (isValid(date)) return format(date, 'yyyy-MM-dd');
  }
  return null;
}
