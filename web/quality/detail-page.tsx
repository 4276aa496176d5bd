import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { QualityDetail } from '../../server/quality/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { ProgramFigures } from './program-figures.tsx';
import { useAffiliateQuality } from './queries.ts';
import { retentionRows } from './retention-rows.ts';

const route = getRouteApi('/shell/quality/$affiliateId');
type Detail = Jsonified<QualityDetail>;

/** One affiliate's return with every input, the retention of their customers, and the customers themselves. */
export function AffiliateQualityPage() {
  const { t } = useTranslation();
  const { affiliateId } = route.useParams();
  const quality = useAffiliateQuality(affiliateId);
  return (
    <Loaded query={quality}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('quality:title'), to: '/quality' }]}
            title={shown.name}
            detail={shown.verdict.text}
          />
          <Stack gap="lg">
            <ProgramFigures quality={{ ...shown, program: shown }} interval={shown.returnInterval} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <RetentionPanel detail={shown} />
              <InputsPanel detail={shown} />
            </SimpleGrid>
            <Panel isFlush title={t('quality:customers')}>
              <CustomerTable detail={shown} />
            </Panel>
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function RetentionPanel({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('quality:retention.title')} detail={t('quality:retention.detail')}>
      {detail.retention.affiliate.length === 0 ? (
        <EmptyState title={t('quality:retention.none')} />
      ) : (
        <Chart
          kind="line"
          label={t('quality:retention.title')}
          rows={retentionRows(detail.retention)}
          over="month"
          series={[
            { name: 'affiliate', label: detail.name, color: 'ink' },
            { name: 'program', label: t('quality:program'), color: 'gray.5' },
          ]}
          valueFormat={(value) => format.percent(value, 0)}
        />
      )}
    </Panel>
  );
}

function InputsPanel({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const interval = detail.returnInterval;
  return (
    <Panel title={t('quality:inputs')} detail={t('quality:formula')}>
      <Stack gap={6}>
        {detail.inputs.map(({ input, text, amountMinor }) => (
          <Fact key={input} label={text}>
            <Money amountMinor={amountMinor} currency={detail.currency} />
          </Fact>
        ))}
        {interval && (
          <Text size="xs" c="dimmed">
            {t('quality:interval', {
              lower: format.number(interval.lower, { maximumFractionDigits: 1 }),
              upper: format.number(interval.upper, { maximumFractionDigits: 1 }),
            })}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function CustomerTable({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const money = (amountMinor: number | null) => (
    <Money amountMinor={amountMinor} currency={detail.currency} />
  );
  const columns: Column<Detail['customerList'][number]>[] = [
    {
      id: 'account',
      label: t('quality:column.customer'),
      isTitle: true,
      cell: ({ accountId, accountName, customerId }) =>
        accountId ? (
          <Anchor
            inherit
            renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
          >
            {accountName}
          </Anchor>
        ) : (
          customerId
        ),
    },
    {
      id: 'since',
      label: t('quality:column.since'),
      cell: ({ firstPaidAt }) => <DateTime at={firstPaidAt} />,
    },
    { id: 'left', label: t('quality:column.left'), cell: ({ churnedAt }) => <DateTime at={churnedAt} /> },
    { id: 'mrr', label: 'MRR', align: 'right', cell: ({ mrrMinor }) => money(mrrMinor) },
    {
      id: 'revenue',
      label: t('quality:column.revenue'),
      align: 'right',
      cell: ({ revenueMinor }) => money(revenueMinor),
    },
    {
      id: 'value',
      label: t('quality:column.value'),
      align: 'right',
      cell: ({ valueMinor }) => money(valueMinor),
    },
    {
      id: 'commission',
      label: t('quality:column.commissionInAll'),
      align: 'right',
      cell: ({ commissionMinor }) => money(commissionMinor),
    },
  ];
  if (detail.customerList.length === 0) return <EmptyState title={t('quality:noCustomers')} />;
  return (
    <SimpleTable
      label={t('quality:customers')}
      columns={columns}
      rows={detail.customerList}
      rowKey={({ customerId }) => customerId}
    />
  );
}
