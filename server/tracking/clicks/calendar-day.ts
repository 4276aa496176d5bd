const MS_PER_QUARTER = 900_000;

const formats = new Map<string, Intl.DateTimeFormat>();
let known = { timeZone: '', quarter: -1, day: '' };

/**
 * The calendar day of a moment, as `YYYY-MM-DD`. Days of every time zone begin on a quarter of an hour, so
 * the clicks of one quarter share one look-up.
 */
export function dayIn(timeZone: string, at: Date): string {
  const quarter = Math.floor(at.getTime() / MS_PER_QUARTER);
  if (known.quarter !== quarter || known.timeZone !== timeZone)
    known = { timeZone, quarter, day: formatOf(timeZone).format(at) };
  return known.day;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}
