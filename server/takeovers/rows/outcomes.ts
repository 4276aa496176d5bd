import type { RowError, RowNote, RowOutcome } from '../../customers/index.ts';

export function note(code: string, values: RowNote['values'] = {}): RowNote {
  return { code: `takeovers:note.${code}`, values };
}

/** A row that was not taken, with the catalog key of the reason. */
export function failed(code: string, values: RowError['values'] = {}, field?: string): RowOutcome {
  return { outcome: 'failed', error: { code: `takeovers:error.${code}`, values, field } };
}
