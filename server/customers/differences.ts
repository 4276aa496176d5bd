import { conflict } from '../core/problem.ts';

/** Only the wanted values that are given and differ from what is there. */
export function differences<Row extends object>(before: Row, wanted: Partial<Row>): Partial<Row> {
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => {
      if (value === undefined) return false;
      return JSON.stringify(value) !== JSON.stringify(before[name as keyof Row]);
    }),
  ) as Partial<Row>;
}

/** The same fields as they were before: what the audit log keeps beside the change. */
export function pick<Row extends object>(row: Row, fields: object): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name in fields)) as Partial<Row>;
}

/** Attributes joined with a change, in which null takes an attribute away. */
export function joinAttributes(
  before: Record<string, unknown>,
  change: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined {
  if (!change) return undefined;
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null));
}

/** @throws Problem 409 when the record was changed after the reader has read it. */
export function refuseStale(updatedAt: Date, readAt: Date | undefined): void {
  if (readAt && updatedAt.getTime() !== readAt.getTime())
    throw conflict('changed_meanwhile', 'Somebody else has changed this record since you read it.');
}
