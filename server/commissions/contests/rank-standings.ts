/** What an affiliate has reached in a contest, and when their figure last rose. */
export interface Standing {
  affiliateId: string;
  figure: number;
  reachedAt: Date;
}

export interface Ranked extends Standing {
  /** From 1; null for whoever may take none. */
  place: number | null;
  prizeMinor: number;
}

/** What of a contest decides places and prizes. */
export interface RankTerms {
  /** Of the first place, the second, and so on. */
  prizesMinor: number[];
  leastFigure: number | null;
}

/**
 * The highest figure is first; of equal ones whoever reached it first, then the smaller id. Whoever may not compete, or is
 * below the least figure, takes no place, and those behind move up; they stand last, in the same order.
 */
export function rankStandings(
  standings: readonly Standing[],
  { prizesMinor, leastFigure }: RankTerms,
  mayCompete: ReadonlySet<string>,
): Ranked[] {
  const least = leastFigure ?? 1;
  const takesPlace = (one: Standing) => mayCompete.has(one.affiliateId) && one.figure >= least;
  const ordered = standings.toSorted(byMerit);
  const placed = ordered.filter(takesPlace).map((one, index) => ({
    ...one,
    place: index + 1,
    prizeMinor: prizesMinor[index] ?? 0,
  }));
  const others = ordered.filter((one) => !takesPlace(one));
  return [...placed, ...others.map((one) => ({ ...one, place: null, prizeMinor: 0 }))];
}

function byMerit(one: Standing, other: Standing): number {
  const difference = other.figure - one.figure || one.reachedAt.getTime() - other.reachedAt.getTime();
  return difference || (one.affiliateId < other.affiliateId ? -1 : 1);
}
