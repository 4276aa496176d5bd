/**
 * Benjamini–Hochberg (1995): for each p-value the smallest false-discovery rate under which it is still a discovery, in
 * the order given. The more is tested, the more each finding has to show.
 */
export function falseDiscoveryRates(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const rates = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  for (const [position, index] of order.entries()) {
    const rank = pValues.length - position;
    smallest = Math.min(smallest, (pValues[index] ?? 1) * (pValues.length / rank));
    rates[index] = smallest;
  }
  return rates;
}
