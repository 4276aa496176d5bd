export interface ForecastCell {
  /** `YYYY-MM`; null for an open deal without a day. */
  month: string | null;
  ownerId: string | null;
  currency: string;
  openCount: number;
  openMinor: number;
  weightedMinor: number;
  wonCount: number;
  wonMinor: number;
}

type Sums = Omit<ForecastCell, 'month' | 'ownerId'>;

/** `count` months from that of `today` on, as `YYYY-MM`. */
export function monthsFrom(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, ahead) => {
    const index = year * 12 + (month - 1) + ahead;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/** Where an open deal's month falls among the shown ones. */
export function bucketOf(month: string | null, months: readonly string[]): string {
  if (month === null) return 'undated';
  const [first = '', last = ''] = [months[0], months.at(-1)];
  if (month < first) return 'overdue';
  return month > last ? 'later' : month;
}

/**
 * What is expected and what was won, by month and by owner, each currency by itself. Every shown month has a row in
 * every currency that there is; open deals outside of them are kept apart.
 */
export function forecastOf(cells: readonly ForecastCell[], months: readonly string[]) {
  const currencies = [...new Set(cells.map(({ currency }) => currency))].sort();
  const buckets = [...new Set([...months, ...cells.map(({ month }) => bucketOf(month, months))])];
  const sumOf = (currency: string, isIn: (cell: ForecastCell) => boolean): Sums => ({
    currency,
    ...addUp(cells.filter((cell) => cell.currency === currency && isIn(cell))),
  });
  const ofMonths = buckets.flatMap((month) =>
    currencies.map((currency) => ({
      month,
      ...sumOf(currency, (cell) => bucketOf(cell.month, months) === month),
    })),
  );
  const owners = [...new Set(cells.map(({ ownerId }) => ownerId))];
  const ofOwners = owners.flatMap((ownerId) =>
    currencies.map((currency) => ({ ownerId, ...sumOf(currency, (cell) => cell.ownerId === ownerId) })),
  );
  const isFilled = ({ openCount, wonCount }: Sums) => openCount + wonCount > 0;
  return {
    months: ofMonths.filter((row) => isFilled(row) || months.includes(row.month)),
    owners: ofOwners.filter(isFilled).sort((one, other) => other.weightedMinor - one.weightedMinor),
  };
}

function addUp(cells: readonly ForecastCell[]) {
  const sum = (read: (cell: ForecastCell) => number) => cells.reduce((total, cell) => total + read(cell), 0);
  return {
    openCount: sum(({ openCount }) => openCount),
    openMinor: sum(({ openMinor }) => openMinor),
    weightedMinor: sum(({ weightedMinor }) => weightedMinor),
    wonCount: sum(({ wonCount }) => wonCount),
    wonMinor: sum(({ wonMinor }) => wonMinor),
  };
}
