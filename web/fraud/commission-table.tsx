import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CommissionState } from '../commissions/commission-state.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState } from '../ui/states.tsx';
import type { CaseView } from './queries.ts';

type CommissionRow = CaseView['commissions'][number];

/** The commissions that a case concerns, with when they would be payable. */
export function CommissionTable({ commissions }: Pick<CaseView, 'commissions'>) {
  const { t } = useTranslation();
  const columns: Column<CommissionRow>[] = [
    {
      id: 'customer',
      label: t('fraud:column.customer'),
      isTitle: true,
      cell: ({ customerId, customerName, customerEmail }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {customerName ?? customerEmail ?? customerId ?? '–'}
          </Text>
          {customerName && customerEmail && (
            <Text size="xs" c="dimmed">
              {customerEmail}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      id: 'sale',
      label: t('fraud:column.sale'),
      cell: ({ kind, saleId, saleExternalId, soldAt }) => (
        <Stack gap={0}>
          {saleId ? (
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/sales" search={{ sale: saleId }} {...props} />}
            >
              {saleExternalId}
            </Anchor>
          ) : (
            <Text size="sm">{t(`commissions:kind.${kind}`)}</Text>
          )}
          <Text size="xs" c="dimmed">
            <DateTime at={soldAt} />
          </Text>
        </Stack>
      ),
    },
    {
      id: 'amount',
      label: t('fraud:column.amount'),
      align: 'right',
      cell: ({ keptMinor, waitingMinor, currency }) => (
        <>
          <Money amountMinor={keptMinor + waitingMinor} currency={currency} />
          {waitingMinor > 0 && (
            <Text size="xs" c="dimmed">
              {t('fraud:case.waits')}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'state',
      label: t('fraud:column.commissionState'),
      cell: ({ state }) => <CommissionState state={state} />,
    },
    {
      id: 'release',
      label: t('fraud:column.release'),
      cell: ({ releaseAt }) => <DateTime at={releaseAt} />,
    },
  ];
  if (commissions.length === 0) return <EmptyState title={t('fraud:case.noCommissions')} />;
  return (
    <SimpleTable
      label={t('fraud:case.commissions')}
      columns={columns}
      rows={commissions}
      rowKey={({ id }) => id}
    />
  );
}
