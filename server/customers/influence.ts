/** How much somebody’s word counts in an account: three bands of the weight of 0 to 100. */
export type Influence = 'low' | 'medium' | 'high';

const MEDIUM_FROM = 35;
const HIGH_FROM = 70;

/** What is kept for somebody of whom only the band is said: the middle of it. */
export const WEIGHT_OF: Record<Influence, number> = { low: 20, medium: 50, high: 85 };

export function influenceOf(weight: number): Influence {
  if (weight >= HIGH_FROM) return 'high';
  return weight >= MEDIUM_FROM ? 'medium' : 'low';
}
