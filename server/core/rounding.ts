/** The share `numerator / denominator` of an amount, exact before its one rounding: half away from zero. */
export function shareOf(amountMinor: number, numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError('a share needs a positive denominator');
  return roundedRatio(BigInt(amountMinor) * BigInt(numerator), BigInt(denominator));
}

/** A ratio with a positive denominator as a whole number: half away from zero. */
export function roundedRatio(numerator: bigint, denominator: bigint): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -rounded : rounded);
}
