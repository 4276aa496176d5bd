import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { EmptyState } from '../../ui/states.tsx';
import type { Tax } from './queries.ts';

/** Who an affiliate is for the tax office; of a tax number only the end. */
export function TaxFacts({ data }: { data: Tax['data'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!data) return <EmptyState title={t('tax:none')} detail={t('tax:noneDetail')} />;
  return (
    <Stack gap={6}>
      <Fact label={t('tax:field.legalName')}>{data.legalName}</Fact>
      <Fact label={t('tax:kind.label')}>{t(`tax:kind.${data.kind}`)}</Fact>
      <Fact label={t('tax:field.address')}>
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {data.address}
        </Text>
      </Fact>
      <Fact label={t('tax:field.country')}>{format.country(data.country)}</Fact>
      <Fact label={t('tax:field.vatId')}>{data.vatId}</Fact>
      <Fact label={t('tax:field.taxNumber')}>{data.taxNumber}</Fact>
      <Fact label={t('tax:field.since')}>
        <DateTime at={data.updatedAt} />
      </Fact>
    </Stack>
  );
}
