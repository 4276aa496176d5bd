import type { verifyLedger } from '../commissions/index.ts';
import { words } from '../core/words.ts';

type Verification = Awaited<ReturnType<typeof verifyLedger>>;

/** The verification as text for people: how much was recomputed, and every place where the books differ. */
export function sayVerification(verification: Verification, locale: string): string {
  const { commissions, awards, entries, differences } = verification;
  const number = new Intl.NumberFormat(locale);
  const counted = {
    commissions: number.format(commissions),
    awards: number.format(awards),
    entries: number.format(entries),
  };
  if (differences.length === 0) return `✓ ${words(locale, 'commands:ledger.agrees', counted)}`;
  const values = { ...counted, count: differences.length };
  return [
    `✗ ${words(locale, 'commands:ledger.differs', values)}`,
    ...differences.map(({ code, id, expected, actual }) =>
      words(locale, `commands:ledger.difference.${code}`, { id, expected, actual }),
    ),
  ].join('\n');
}
