import { TZDate } from '@date-fns/tz';

const FIRST_BUDDHIST_YEAR = 2400;
const LAST_BUDDHIST_YEAR = 2700;
const BUDDHIST_OFFSET = 543;
/** Two-digit years from here on are of the last century. */
const CENTURY_PIVOT = 70;
const MINUTE_MS = 60_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TIME =
  /^(.*?)(?:,?\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED_DAY_FIRST = /^(\d{1,2})[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4}|\d{2})$/i;
const NAMED_MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/i;

/** Which of two leading numbers is the day. */
export type DateOrder = 'dmy' | 'mdy';

/**
 * What a value tells of the order: `either` could be both, with another meaning; `none` reads the same in both orders
 * or is no such date.
 */
export function dateEvidence(text: string): DateOrder | 'either' | 'none' {
  const match = YEAR_LAST.exec(splitTime(text).day);
  if (!match) return 'none';
  const first = Number(match[1]);
  const second = Number(match[3]);
  if (first === second || (first > 12 && second > 12)) return 'none';
  if (first > 12) return 'dmy';
  return second > 12 ? 'mdy' : 'either';
}

/**
 * A calendar day as `YYYY-MM-DD`, or null when the text is none. A moment with an offset gives its day in `timeZone`.
 * Years of the Buddhist era (2400–2700) become common years.
 */
export function parseDay(text: string, order: DateOrder, timeZone: string): string | null {
  const { day, time } = splitTime(text);
  const parts = parseDayParts(day, order);
  if (!parts) return null;
  if (time && time.offsetMinutes !== null) {
    const moment = toMoment(parts, time, timeZone);
    return moment && dayIn(moment, timeZone);
  }
  return `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
}

/** A moment, or null when the text is none. Without an offset it is the wall clock of `timeZone`. */
export function parseMoment(text: string, order: DateOrder, timeZone: string): Date | null {
  const { day, time } = splitTime(text);
  const parts = parseDayParts(day, order);
  return parts && toMoment(parts, time ?? MIDNIGHT, timeZone);
}

interface DayParts {
  year: number;
  month: number;
  day: number;
}

interface TimeParts {
  hours: number;
  minutes: number;
  seconds: number;
  milliseconds: number;
  /** Null when the text names no offset. */
  offsetMinutes: number | null;
}

const MIDNIGHT: TimeParts = { hours: 0, minutes: 0, seconds: 0, milliseconds: 0, offsetMinutes: null };

function splitTime(text: string): { day: string; time: TimeParts | null } {
  const match = TIME.exec(text);
  if (!match) return { day: text, time: null };
  const [, day = '', hours, minutes, seconds, fraction, half, offset] = match;
  return {
    day,
    time: {
      hours: toFullHours(Number(hours), half),
      minutes: Number(minutes),
      seconds: Number(seconds ?? 0),
      milliseconds: Number((fraction ?? '').padEnd(3, '0').slice(0, 3)),
      offsetMinutes: toOffset(offset),
    },
  };
}

function toFullHours(hours: number, half: string | undefined): number {
  if (!half) return hours;
  if (hours < 1 || hours > 12) return Number.NaN;
  return (hours % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function toOffset(text: string | undefined): number | null {
  if (!text) return null;
  if (!/^[+-]/.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function parseDayParts(text: string, order: DateOrder): DayParts | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return checked(yearFirst[1], Number(yearFirst[3]), yearFirst[4]);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [, first, , second, year] = yearLast;
    return order === 'dmy' ? checked(year, Number(second), first) : checked(year, Number(first), second);
  }
  const compact = COMPACT.exec(text);
  if (compact) return checked(compact[1], Number(compact[2]), compact[3]);
  const dayFirst = NAMED_DAY_FIRST.exec(text);
  if (dayFirst) return checked(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = NAMED_MONTH_FIRST.exec(text);
  return monthFirst && checked(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function checked(yearText = '', month: number, dayText = ''): DayParts | null {
  const year = fullYear(yearText);
  const day = Number(dayText);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { year, month, day };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year + (year < CENTURY_PIVOT ? 2000 : 1900);
  const isBuddhist = year >= FIRST_BUDDHIST_YEAR && year <= LAST_BUDDHIST_YEAR;
  return isBuddhist ? year - BUDDHIST_OFFSET : year;
}

function toMoment(day: DayParts, time: TimeParts, timeZone: string): Date | null {
  const { hours, minutes, seconds, milliseconds, offsetMinutes } = time;
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return null;
  const clock = [day.year, day.month - 1, day.day, hours, minutes, seconds, milliseconds] as const;
  if (offsetMinutes !== null) return new Date(Date.UTC(...clock) - offsetMinutes * MINUTE_MS);
  if (timeZone === 'UTC') return new Date(Date.UTC(...clock));
  return new Date(new TZDate(...clock, timeZone).getTime());
}

function dayIn(moment: Date, timeZone: string): string {
  const local = new TZDate(moment.getTime(), timeZone);
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
