import { stringify } from 'csv-stringify/sync';
import { majorUnits } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { AttributionReport } from './schema.ts';

/** A line for each channel and model. A cell that a spreadsheet would run as a formula is made text. */
export function writeReport({ rows, models, currency, by }: AttributionReport, locale: string): string {
  const nameOf = new Map(models.map(({ model, name }) => [model, name]));
  const head = [by, 'model', 'conversions', 'value', 'currency'].map((column) =>
    words(locale, `quality:attributionColumn.${column}`),
  );
  const lines = rows.flatMap(({ name, credits }) =>
    credits.map(({ model, conversions, valueMinor }) => [
      ...[
        name,
        nameOf.get(model) ?? model,
        conversions.toFixed(4),
        majorUnits(valueMinor, currency),
        currency,
      ],
    ]),
  );
  return stringify([head, ...lines], { record_delimiter: 'windows', escape_formulas: true });
}
