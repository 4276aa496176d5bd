/** One line of the table that `npm run bench` prints. */
export interface Measurement {
  name: string;
  target: string;
  measured: string;
  isMet: boolean;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value below which this share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A ratio that must not fall below its target. */
export function atLeast(name: string, ratio: number, least: number, detail = ''): Measurement {
  return { name, target: `≥ ${least}`, measured: `${ratio.toFixed(2)}${detail}`, isMet: ratio >= least };
}

/** A figure that must not rise above its target. */
export function atMost(name: string, value: number, most: number, unit: string, detail = ''): Measurement {
  return {
    name,
    target: `≤ ${most} ${unit}`,
    measured: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}${detail}`,
    isMet: value <= most,
  };
}
