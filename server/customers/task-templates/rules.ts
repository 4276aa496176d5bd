const MS_PER_DAY = 86_400_000;
const DAY_LETTERS = 10;

/** The ISO day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, DAY_LETTERS);
}
