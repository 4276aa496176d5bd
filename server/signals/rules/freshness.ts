const DAY_MS = 86_400_000;

/** Whether a figure can be relied on: `missing` is a state of its own, never zero. */
export interface Freshness {
  state: 'fresh' | 'stale' | 'missing';
  lastAt: Date | null;
}

/** @param validForDays how long data of this kind speaks for the present. */
export function freshness(lastAt: Date | null, at: Date, validForDays: number): Freshness {
  if (!lastAt) return { state: 'missing', lastAt: null };
  const age = at.getTime() - lastAt.getTime();
  return { state: age <= validForDays * DAY_MS ? 'fresh' : 'stale', lastAt };
}
