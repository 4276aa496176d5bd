import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AffiliateMethods } from '../../server/payouts/methods/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';

/** How an affiliate is paid, and how it was before. */
export function MethodFacts({ methods }: { methods: Jsonified<AffiliateMethods> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { current, fallbackRecipient, history } = methods;
  const before = history.filter(({ replacedAt }) => replacedAt !== null);
  return (
    <Stack gap={6}>
      <Fact label={t('payouts:methods.kind')}>{t(`payouts:method.${current?.kind ?? 'paypal'}`)}</Fact>
      <Fact label={t('payouts:column.recipient')}>{current?.recipient ?? fallbackRecipient}</Fact>
      {current?.holder && <Fact label={t('payouts:methods.holder')}>{current.holder}</Fact>}
      {current?.bic && <Fact label={t('payouts:methods.bic')}>{current.bic}</Fact>}
      {current?.country && (
        <Fact label={t('payouts:methods.country')}>{format.country(current.country)}</Fact>
      )}
      {current ? (
        <Fact label={t('payouts:methods.since')}>
          <DateTime at={current.createdAt} form="dateTime" />
        </Fact>
      ) : (
        <Text size="xs" c="dimmed">
          {t('payouts:methods.fallback')}
        </Text>
      )}
      {before.map((method) => (
        <Text key={method.id} size="xs" c="dimmed" component="div">
          {t('payouts:methods.until')} <DateTime at={method.replacedAt} />:{' '}
          {t(`payouts:method.${method.kind}`)}, {method.recipient}
        </Text>
      ))}
    </Stack>
  );
}
