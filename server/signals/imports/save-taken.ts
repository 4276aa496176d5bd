import type { RowOutcome } from '../facts/outcomes.ts';

/**
 * Saves the rows of a file that can be taken, and answers for every row in order.
 * @param take a row in the room's own words, or why it cannot be taken.
 */
export async function saveTaken<Row, Input extends object>(
  rows: Row[],
  take: (row: Row) => Input | RowOutcome,
  record: (inputs: Input[]) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  const taken = rows.map(take);
  const outcomes = await record(taken.filter((row): row is Input => !isOutcome(row)));
  let next = 0;
  return taken.map((row) => {
    if (isOutcome(row)) return row;
    next += 1;
    return outcomes[next - 1] ?? { outcome: 'unchanged' };
  });
}

function isOutcome(row: object): row is RowOutcome {
  return 'outcome' in row;
}
