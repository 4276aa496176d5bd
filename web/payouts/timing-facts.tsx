import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PayoutTiming } from '../../server/payouts/timing/schema.ts';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';

/** When an affiliate is paid and from which amount on, and whose word that is. */
export function TimingFacts({ timing: { schedule, minimums } }: { timing: PayoutTiming }) {
  const { t } = useTranslation();
  const whose = { group: t('payouts:timing.ofGroup'), company: t('payouts:timing.ofCompany') };
  return (
    <Stack gap={6}>
      <ScheduleFacts schedule={schedule} whose={whose} />
      {minimums.map(({ currency, amountMinor, of, ownMinimumMinor }) => (
        <div key={currency}>
          <Fact label={t('payouts:timing.minimum', { currency })}>
            {amountMinor === 0 ? (
              t('payouts:timing.anything')
            ) : (
              <Money amountMinor={amountMinor} currency={currency} />
            )}{' '}
            ({whose[of]})
          </Fact>
          {ownMinimumMinor > amountMinor && (
            <Fact label={t('payouts:timing.own')}>
              <Money amountMinor={ownMinimumMinor} currency={currency} />
            </Fact>
          )}
        </div>
      ))}
    </Stack>
  );
}
