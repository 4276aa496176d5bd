import type { FieldType } from '../registry.ts';
import { type DateOrder, dateEvidence } from './dates.ts';
import { type DecimalMark, decimalEvidence } from './numbers.ts';

type Doubt = 'date_order' | 'decimal_mark';

/** What the values of one column have told so far about how it is written. */
export interface ColumnEvidence {
  index: number;
  doubt: Doubt;
  /** The first value that could be read in two ways, and means two things. */
  ambiguousSample: string | null;
  decided: DateOrder | DecimalMark | null;
}

/** The column's kind of doubt, or null when its values cannot leave any. */
export function startEvidence(index: number, type: FieldType): ColumnEvidence | null {
  const doubt = doubtOf(type);
  return doubt && { index, doubt, ambiguousSample: null, decided: null };
}

function doubtOf(type: FieldType): Doubt | null {
  if (type === 'date' || type === 'datetime') return 'date_order';
  return type === 'number' || type === 'money' ? 'decimal_mark' : null;
}

/** Takes one more value into account; the first that can only be read in one way decides. */
export function addEvidence(evidence: ColumnEvidence, cell: string): void {
  if (evidence.decided) return;
  const text = cell.trim();
  if (text === '') return;
  const told = evidence.doubt === 'date_order' ? dateEvidence(text) : decimalEvidence(text);
  if (told === 'either') evidence.ambiguousSample ??= text;
  else if (told !== 'none') evidence.decided = told;
}

/** Whether the rest of the file must be read to find out. */
export function isInDoubt(evidence: ColumnEvidence): boolean {
  return evidence.ambiguousSample !== null && evidence.decided === null;
}
