const Z_95 = 1.959963984540054;

/** Who was watched for how long, and whether the end was seen. Both arrays have the same length. */
export interface Lifetimes {
  /** Time under observation, ≥ 0, in any one unit. */
  duration: ArrayLike<number>;
  /** True where the event (leaving) was seen; false where observation ended first. */
  observed: ArrayLike<boolean | number>;
}

/** One time at which somebody left. */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  /** Share still there after this time. */
  survival: number;
  /** 95 % interval of `survival`. */
  lower: number;
  upper: number;
}

export interface SurvivalCurve {
  /** In order of time; before the first step survival is 1. */
  steps: SurvivalStep[];
  /** The first time at which half or fewer are still there; null while more are. */
  median: number | null;
  subjects: number;
}

/**
 * The product-limit estimate of survival. Whoever leaves observation at a time is still at risk at that time.
 * Intervals: Greenwood's variance on the log(−log) scale, so that they stay within 0 and 1.
 * Source: Kaplan and Meier 1958; Kalbfleisch and Prentice 1980.
 * @throws RangeError on arrays of different length and on a negative or undefined duration.
 */
export function kaplanMeier({ duration, observed }: Lifetimes): SurvivalCurve {
  const order = orderByTime(duration, observed.length);
  const steps: SurvivalStep[] = [];
  let atRisk = order.length;
  let survival = 1;
  let greenwoodSum = 0;
  for (let start = 0; start < order.length; ) {
    const time = at(duration, order, start);
    let end = start;
    let events = 0;
    for (; end < order.length && at(duration, order, end) === time; end += 1) {
      if (observed[order[end] ?? 0]) events += 1;
    }
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwoodSum += events / (atRisk * (atRisk - events));
      steps.push({ time, atRisk, events, survival, ...interval(survival, greenwoodSum) });
    }
    atRisk -= end - start;
    start = end;
  }
  return {
    steps,
    median: steps.find((step) => step.survival <= 0.5)?.time ?? null,
    subjects: order.length,
  };
}

function orderByTime(duration: ArrayLike<number>, observedCount: number): Uint32Array {
  if (duration.length !== observedCount) throw new RangeError('durations and observations differ in number');
  for (let index = 0; index < duration.length; index += 1) {
    if (!((duration[index] ?? Number.NaN) >= 0)) throw new RangeError(`duration ${index} is not 0 or more`);
  }
  return Uint32Array.from({ length: duration.length }, (_, index) => index).sort(
    (one, other) => (duration[one] ?? 0) - (duration[other] ?? 0),
  );
}

function at(duration: ArrayLike<number>, order: Uint32Array, position: number): number {
  return duration[order[position] ?? 0] ?? 0;
}

function interval(survival: number, greenwoodSum: number): { lower: number; upper: number } {
  // Nobody has left, or everybody: the scale has no width there.
  if (survival <= 0 || survival >= 1) return { lower: survival, upper: survival };
  const width = (Z_95 * Math.sqrt(greenwoodSum)) / Math.abs(Math.log(survival));
  return { lower: survival ** Math.exp(width), upper: survival ** Math.exp(-width) };
}

/** The share still there at a time: the value of the last step at or before it. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  let low = 0;
  let high = curve.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve.steps[middle]?.time ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return curve.steps[low - 1]?.survival ?? 1;
}
