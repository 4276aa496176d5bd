import { words } from '../../core/words.ts';
import type { RuleCode } from '../rules/settings.ts';

const MINUTES_OF = { day: 1_440, hour: 60 } as const;

interface Sentence {
  code: string;
  text: string;
}

/** What a rule has found, in the reader's language. */
export function sayFinding(
  rule: RuleCode,
  { sign, ...inputs }: Record<string, unknown> & { sign: string },
  locale: string,
): Sentence {
  const code = `fraud:found.${rule}.${sign}`;
  const said = Object.entries(inputs).map(([name, value]) => [name, sayInput(name, value, locale)]);
  return { code, text: words(locale, code, Object.fromEntries(said)) };
}

function sayInput(name: string, value: unknown, locale: string): unknown {
  if (typeof value !== 'number' || name === 'count') return value;
  if (/share$/i.test(name))
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  if (/minutes$/i.test(name)) return sayMinutes(value, locale);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

function sayMinutes(minutes: number, locale: string): string {
  const unit = minutes >= MINUTES_OF.day ? 'day' : minutes >= MINUTES_OF.hour ? 'hour' : 'minute';
  const value = unit === 'minute' ? minutes : minutes / MINUTES_OF[unit];
  return new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 },
  } as Intl.NumberFormatOptions).format(value);
}
