import type { RowError, RowOutcome } from '../../customers/index.ts';

export type { RowOutcome } from '../../customers/index.ts';

export const UNCHANGED: RowOutcome = { outcome: 'unchanged' };

/** A row that was not taken, with the catalog key of the reason. */
export function failed(code: string, values?: RowError['values'], field?: string): RowOutcome {
  return { outcome: 'failed', error: { code: `signals:error.${code}`, values, field } };
}
