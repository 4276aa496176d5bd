// Others may look alike by chance alone: they are never taken to be more alike, or less, than this.
const [LEAST_PRECISION, MOST_PRECISION] = [2, 500];
const NEGLIGIBLE = 1e-15;

/** So many of so many. */
export interface Counted {
  hits: number;
  trials: number;
}

/** A beta distribution of rates. */
export interface RateSpread {
  alpha: number;
  beta: number;
}

/**
 * How the rates of a group are spread, by the method of moments (Kleinman 1973): their mean, and as much more spread
 * than chance alone would give. Null without a trial.
 */
export function fitRates(group: readonly Counted[]): RateSpread | null {
  const known = group.filter(({ trials }) => trials > 0);
  const trials = known.reduce((sum, one) => sum + one.trials, 0);
  if (trials === 0) return null;
  const hits = known.reduce((sum, one) => sum + one.hits, 0);
  // Half a hit and half a miss more keep the mean off the edges.
  const mean = (hits + 0.5) / (trials + 1);
  const precision = precisionOf(known, mean, trials);
  return { alpha: mean * precision, beta: (1 - mean) * precision };
}

function precisionOf(known: readonly Counted[], mean: number, trials: number): number {
  const spread = known.reduce((sum, one) => sum + one.trials * (one.hits / one.trials - mean) ** 2, 0);
  const squares = known.reduce((sum, one) => sum + one.trials ** 2, 0);
  const chance = mean * (1 - mean);
  const own = (spread - chance * (known.length - 1)) / (trials - squares / trials);
  if (!(own > 0)) return MOST_PRECISION;
  return Math.min(MOST_PRECISION, Math.max(LEAST_PRECISION, chance / own - 1));
}

/** Chance of at least so many hits for somebody whose rate comes from the spread: the beta-binomial's upper tail. */
export function upperTail({ hits, trials }: Counted, { alpha, beta }: RateSpread): number {
  if (hits <= 0) return 1;
  let term = Math.exp(logPointMass(hits, trials, alpha, beta));
  let sum = term;
  for (let x = hits; x < trials && term > NEGLIGIBLE * sum; x += 1) {
    term *= ((trials - x) / (x + 1)) * ((x + alpha) / (trials - x - 1 + beta));
    sum += term;
  }
  return Math.min(1, sum);
}

function logPointMass(hits: number, trials: number, alpha: number, beta: number): number {
  const choose = logGamma(trials + 1) - logGamma(hits + 1) - logGamma(trials - hits + 1);
  return choose + logBeta(hits + alpha, trials - hits + beta) - logBeta(alpha, beta);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, after moving the argument to where it is exact to a double's last digits. */
function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
  );
}
