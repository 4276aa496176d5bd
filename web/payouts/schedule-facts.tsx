import { useTranslation } from 'react-i18next';
import type { PayoutTiming } from '../../server/payouts/timing/schema.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';

interface ScheduleFactsProps {
  schedule: PayoutTiming['schedule'];
  /** Whose word it is, as the reader calls them. */
  whose: Record<PayoutTiming['schedule']['of'], string>;
}

/** On which day of a month somebody is paid, and when next. */
export function ScheduleFacts({ schedule: { dayOfMonth, nextDay, of }, whose }: ScheduleFactsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Fact label={t('payouts:timing.schedule')}>
        {dayOfMonth === null ? t('payouts:timing.never') : t('payouts:timing.day', { day: dayOfMonth })} (
        {whose[of]})
      </Fact>
      {nextDay && (
        <Fact label={t('payouts:timing.next')}>
          <DateTime at={nextDay} />
        </Fact>
      )}
    </>
  );
}
