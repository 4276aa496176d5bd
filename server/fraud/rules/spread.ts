const QUANTILES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];

/** Upper ends of the bars in which times to convert are shown, in minutes; the last bar is open. */
const LAG_EDGES_MINUTES = [10, 60, 360, 1_440, 4_320, 10_080, 43_200];

/** Smallest, 10 %, quarter, middle, quarter, 10 %, largest, each as one of the values; empty without values. */
export function quantilesOf(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = values.toSorted((one, other) => one - other);
  return QUANTILES.map((share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0);
}

interface LagBar {
  /** Null for the last, which is open. */
  untilMinutes: number | null;
  own: number;
  others: number;
}

/** Which share of each sample falls into which stretch of time. */
export function lagBars(own: readonly number[], others: readonly number[]): LagBar[] {
  const ends = [...LAG_EDGES_MINUTES, Number.POSITIVE_INFINITY];
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? Number.NEGATIVE_INFINITY;
    const share = (lags: readonly number[]) =>
      lags.length === 0 ? 0 : lags.filter((lag) => lag >= start && lag < end).length / lags.length;
    return { untilMinutes: Number.isFinite(end) ? end : null, own: share(own), others: share(others) };
  });
}
