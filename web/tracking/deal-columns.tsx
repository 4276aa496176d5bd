import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { DealStatus } from './deal-status.tsx';
import type { DealRow } from './queries.ts';

export function useDealColumns(onOpen: (dealId: string) => void): Column<DealRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'company',
      label: t('tracking:deal.company'),
      sortBy: 'company',
      isTitle: true,
      cell: ({ id, company }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600} c="var(--mantine-color-anchor)" ta="left">
          {company}
        </UnstyledButton>
      ),
    },
    {
      id: 'person',
      label: t('tracking:deal.person'),
      cell: ({ personName, email }) => (
        <>
          <Text size="sm">{personName}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </>
      ),
    },
    {
      id: 'affiliate',
      label: t('tracking:column.affiliate'),
      cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
    },
    {
      id: 'status',
      label: t('tracking:column.status'),
      cell: ({ status }) => <DealStatus status={status} />,
    },
    {
      id: 'expires',
      label: t('tracking:deal.expires'),
      sortBy: 'expires',
      align: 'right',
      cell: ({ expiresAt }) => <DateTime at={expiresAt} />,
    },
    {
      id: 'created',
      label: t('tracking:deal.submitted'),
      sortBy: 'created',
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
  ];
}
