const NO_ZONE = 'UTC';

/** The zones that can be chosen; the list of a browser leaves out the one of those who are in none. */
export function timeZones(): string[] {
  return [...new Set([NO_ZONE, ...Intl.supportedValuesOf('timeZone')])];
}

/** The zone that the browser tells, or UTC when it tells none that can be chosen: `Etc/Unknown`, or nothing. */
export function likelyTimeZone(
  told: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  return timeZones().find((zone) => zone === told) ?? NO_ZONE;
}
