/** What decides when a version of a plan holds. */
interface Started {
  version: number;
  startsAt: Date;
}

/**
 * The version that holds at a moment: the newest that has started. Before any has started it is the first, so that
 * sales from before the plan was written down earn by it. @param versions of one plan, in any order.
 */
export function versionAt<Version extends Started>(versions: readonly Version[], at: Date): Version {
  const newestFirst = versions.toSorted((one, other) => other.version - one.version);
  const holding = newestFirst.find(({ startsAt }) => startsAt <= at) ?? newestFirst.at(-1);
  if (!holding) throw new Error('a plan has no version');
  return holding;
}

/** Those that will hold after the moment, the next one first: a newer version that starts earlier takes the place. */
export function versionsAhead<Version extends Started>(versions: readonly Version[], at: Date): Version[] {
  return versions
    .filter(({ startsAt }) => startsAt > at)
    .filter((version) => versionAt(versions, version.startsAt) === version)
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}
