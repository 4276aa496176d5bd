import { useTranslation } from 'react-i18next';
import type { GroupTerms } from '../../server/payouts/timing/schema.ts';
import { useFormat } from '../ui/format.ts';

/** A group's own payout terms in one line. */
export function GroupTermsWords({ terms }: { terms: GroupTerms | undefined }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const parts: string[] = [];
  if (terms?.schedule) {
    const { dayOfMonth } = terms.schedule;
    parts.push(
      dayOfMonth === null ? t('payouts:timing.never') : t('payouts:timing.day', { day: dayOfMonth }),
    );
  }
  for (const { amountMinor, currency } of terms?.minimums ?? [])
    parts.push(t('payouts:terms.from', { amount: money(amountMinor, currency) }));
  return parts.length > 0 ? parts.join(', ') : t('payouts:terms.company');
}
