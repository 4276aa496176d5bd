import { words } from '../core/words.ts';
import type { verifyAudit } from '../workspace/index.ts';

type Verification = Awaited<ReturnType<typeof verifyAudit>>;

/** The verification as text for people: how much was looked at, every place that was altered, and the end of the log. */
export function sayAuditVerification(verification: Verification, locale: string): string {
  const { entries, blanked, removed, head, faults } = verification;
  const number = new Intl.NumberFormat(locale);
  const counted = {
    entries: number.format(entries),
    blanked: number.format(blanked),
    removed: number.format(removed),
  };
  const end = head ? [words(locale, 'commands:audit.end', { ...head })] : [];
  if (faults.length === 0) return [`✓ ${words(locale, 'commands:audit.whole', counted)}`, ...end].join('\n');
  return [
    `✗ ${words(locale, 'commands:audit.altered', { ...counted, count: faults.length })}`,
    ...faults.map(({ code, id, sequence, count }) =>
      words(locale, `commands:audit.fault.${code}`, { id: id ?? '–', sequence: sequence ?? '–', count }),
    ),
    ...end,
  ].join('\n');
}
