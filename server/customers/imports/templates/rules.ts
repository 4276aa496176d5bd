import { createHash } from 'node:crypto';
import { squeezed } from '../columns/header-names.ts';
import type { ColumnPlan, FileChoices, FilePlan } from '../columns/plan.ts';
import type { TemplateColumn } from './schema.ts';

/** The same for header rows that differ in case and punctuation alone. */
function headerKey(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(squeezed)))
    .digest('hex');
}

/** The same of a file. */
export function keyOf({ plan }: { plan: Pick<FilePlan, 'columns'> }): string {
  return headerKey(plan.columns.map(({ header }) => header));
}

/** What is decided about the columns of a file, by their headers. */
export function toTemplateColumns(columns: readonly ColumnPlan[]): TemplateColumn[] {
  return columns.map(({ header, target, dateOrder, decimalMark }) => ({
    ...{ header, dateOrder, decimalMark },
    target: target.kind === 'field' ? target.field : target.kind,
  }));
}

/** The same for a file with this header row; targets that the object has no longer are left to what the header tells. */
export function toChoices(
  columns: readonly TemplateColumn[],
  isTarget: (name: string) => boolean,
): NonNullable<FileChoices['columns']> {
  return columns.map(({ target, dateOrder, decimalMark }, index) => ({
    index,
    ...(isTarget(target) && { target }),
    ...(dateOrder && { dateOrder }),
    ...(decimalMark && { decimalMark }),
  }));
}
