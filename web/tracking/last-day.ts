import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';

/** The last whole day before a moment, as `YYYY-MM-DD` of the time zone. */
export function lastDayBefore(moment: string, timeZone: string): string {
  return format(new TZDate(new Date(moment).getTime() - 1, timeZone), 'yyyy-MM-dd');
}

/** The moment at which a day of the time zone is over. */
export function afterDay(day: string, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(addDays(new TZDate(year, month - 1, date, timeZone), 1).getTime());
}
