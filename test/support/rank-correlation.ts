/** Spearman's: the correlation of the ranks, ties at their middle. */
export function rankCorrelation(one: number[], other: number[]): number {
  return correlation(ranksOf(one), ranksOf(other));
}

function ranksOf(values: number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

function correlation(one: number[], other: number[]): number {
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  const covariance = (a: number[], b: number[], meanA: number, meanB: number) =>
    a.reduce((total, value, index) => total + (value - meanA) * ((b[index] ?? meanB) - meanB), 0);
  const spread = covariance(one, one, meanOne, meanOne) * covariance(other, other, meanOther, meanOther);
  return covariance(one, other, meanOne, meanOther) / Math.sqrt(spread);
}
