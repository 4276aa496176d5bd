/** A chain that ends: in a conversion, or in nothing. States are numbered from 0; state 0 is where every path starts. */
export interface AbsorbingChain {
  /** Probability of going from one state to another, row by row; what a row lacks to 1 ends. */
  moves: readonly (readonly number[])[];
  /** Probability of ending in a conversion, by state. */
  converts: readonly number[];
}

/**
 * How likely the start converts, and how likely it still does when a state leads to nothing. With N = (I − Q)⁻¹ the
 * start ever comes to k with probability N₀ₖ / Nₖₖ and converts from there with (N·r)ₖ: without k just that is gone.
 * Source: Kemeny and Snell 1960, finite Markov chains.
 * @throws RangeError on a chain in which some state never ends.
 */
export function solveChain({ moves, converts }: AbsorbingChain): { base: number; without: number[] } {
  const visits = inverse(moves.map((row, from) => row.map((move, to) => (from === to ? 1 : 0) - move)));
  const reaches = visits.map((row) =>
    row.reduce((sum, visit, state) => sum + visit * (converts[state] ?? 0), 0),
  );
  const base = reaches[0] ?? 0;
  const without = reaches.map((reach, state) => {
    const arrives = (visits[0]?.[state] ?? 0) / (visits[state]?.[state] ?? 1);
    return Math.max(0, base - arrives * reach);
  });
  return { base, without };
}

/** Gauss–Jordan with partial pivoting. @throws RangeError on a matrix without an inverse. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, place) => [
    ...row,
    ...Array.from({ length: size }, (_, column) => (column === place ? 1 : 0)),
  ]);
  for (let column = 0; column < size; column += 1) {
    const pivot = clearPivot(rows, column);
    for (const row of rows) {
      const factor = row[column] ?? 0;
      if (row === pivot || factor === 0) continue;
      for (let place = column; place < row.length; place += 1)
        row[place] = (row[place] ?? 0) - factor * (pivot[place] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Brings the row with the largest value of the column to its place, and divides it by that. */
function clearPivot(rows: number[][], column: number): number[] {
  let best = column;
  for (let place = column + 1; place < rows.length; place += 1)
    if (Math.abs(rows[place]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = place;
  const pivot = rows[best] ?? [];
  const value = pivot[column] ?? 0;
  if (Math.abs(value) < Number.EPSILON) throw new RangeError('some state of the chain never ends');
  rows[best] = rows[column] ?? [];
  rows[column] = pivot;
  for (let place = 0; place < pivot.length; place += 1) pivot[place] = (pivot[place] ?? 0) / value;
  return pivot;
}
