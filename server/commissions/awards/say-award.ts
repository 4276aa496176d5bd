import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { AwardKind } from '../kinds.ts';
import type { AwardReason } from './schema.ts';

/** What is needed to say in words what an award is for. */
export interface AwardWords {
  kind: AwardKind;
  reason: AwardReason;
  currency: string;
}

/** What an award is for, as its affiliate reads it; without a full stop. */
export function sayAward({ kind, reason, currency }: AwardWords, locale: string): string {
  return words(locale, codeOf({ kind, reason }), valuesOf(reason, currency, locale));
}

/** The sentence's place in the catalog. */
export function codeOf({ kind, reason }: Pick<AwardWords, 'kind' | 'reason'>): string {
  return `commissions:award.${kind}.${reason.code}`;
}

/** The values with money and days in the reader's own form. */
function valuesOf({ values }: AwardReason, currency: string, locale: string): Record<string, unknown> {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (name.endsWith('Minor'))
        return [name.slice(0, -'Minor'.length), formatMoney(Number(value), currency, locale)];
      return name.endsWith('At') ? [name.slice(0, -'At'.length), day.format(new Date(value))] : [name, value];
    }),
  );
}
