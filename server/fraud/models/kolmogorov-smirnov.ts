// Beyond this the tail is below what a double can tell from zero.
const MAX_TERMS = 100;

interface Comparison {
  /** The largest difference between the two distribution functions, 0 to 1. */
  distance: number;
  /** Chance of a distance at least as large if both came from one distribution. */
  pValue: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test with the asymptotic tail and Stephens' correction for small samples (1970).
 * Null where a sample is empty.
 */
export function compareSamples(one: readonly number[], other: readonly number[]): Comparison | null {
  if (one.length === 0 || other.length === 0) return null;
  const distance = largestDifference(one.toSorted(ascending), other.toSorted(ascending));
  const root = Math.sqrt((one.length * other.length) / (one.length + other.length));
  return { distance, pValue: tail((root + 0.12 + 0.11 / root) * distance) };
}

function ascending(left: number, right: number): number {
  return left - right;
}

/** Both in ascending order; equal values are passed together. */
function largestDifference(one: readonly number[], other: readonly number[]): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const value = Math.min(one[i] ?? 0, other[j] ?? 0);
    while (i < one.length && (one[i] ?? 0) <= value) i += 1;
    while (j < other.length && (other[j] ?? 0) <= value) j += 1;
    largest = Math.max(largest, Math.abs(i / one.length - j / other.length));
  }
  return largest;
}

/** 2 Σ (−1)^(k−1) exp(−2 k² λ²); the sum does not settle near zero, where the tail is one. */
function tail(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= MAX_TERMS; k += 1) {
    const term = Math.exp(-2 * k * k * lambda * lambda);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-12) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
