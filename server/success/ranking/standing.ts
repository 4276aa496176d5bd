/** Points kept of a distribution: enough for places to be exact to a quarter of a percent. */
const KNOTS = 256;

/** A distribution as values at evenly spaced places, ascending. Empty: nothing was seen. */
export type Knots = readonly number[];

/** Keeps a distribution small: the values themselves while they are few, else evenly spaced quantiles. */
export function knotsOf(values: ArrayLike<number>): Knots {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= KNOTS) return [...sorted];
  return Array.from({ length: KNOTS }, (_, index) => {
    const place = ((index + 0.5) / KNOTS) * sorted.length - 0.5;
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.ceil(place)] ?? low;
    return low + (high - low) * (place - Math.floor(place));
  });
}

/**
 * The place of a value in a distribution, 0–1: the share below it, with half of its equals.
 * Never falls as the value grows. Without a distribution everybody is in the middle.
 */
export function placeOf(knots: Knots, value: number): number {
  if (knots.length === 0) return 0.5;
  const low = firstAtLeast(knots, value);
  const high = firstAbove(knots, value);
  if (low < high) return (low + high) / 2 / knots.length;
  if (low === 0) return 0;
  if (low === knots.length) return 1;
  const before = knots[low - 1] ?? value;
  const after = knots[low] ?? value;
  const lower = placeOf(knots, before);
  const upper = placeOf(knots, after);
  // Rounded, the way between the two may end above the upper one.
  return Math.min(upper, lower + ((upper - lower) * (value - before)) / (after - before));
}

function firstAtLeast(knots: Knots, value: number): number {
  return search(knots, (knot) => knot >= value);
}

function firstAbove(knots: Knots, value: number): number {
  return search(knots, (knot) => knot > value);
}

/** The first position at which the condition holds, given that it holds ever after. */
function search(knots: Knots, holds: (knot: number) => boolean): number {
  let low = 0;
  let high = knots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(knots[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}
