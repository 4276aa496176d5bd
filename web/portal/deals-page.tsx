import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DealStatus } from '../tracking/deal-status.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type OwnDeal, useOwnDeals, useProfile } from './queries.ts';
import { SubmitDeal } from './submit-deal.tsx';

/** Customers whom an affiliate names before they buy, and what came of each. */
export function PortalDealsPage() {
  const { t } = useTranslation();
  const profile = useProfile();
  return (
    <>
      <PageHeader title={t('portal:deals.title')} detail={t('portal:deals.detail')} />
      <Stack gap="lg">
        {profile.data?.status === 'active' && <SubmitDeal offers={profile.data.offers} />}
        <Panel isFlush>
          <DataTable
            label={t('tracking:deal.title')}
            columns={useColumns()}
            pages={useOwnDeals()}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('portal:deals.none')} detail={t('portal:deals.noneDetail')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<OwnDeal>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'customer',
      label: t('portal:deals.customer'),
      isTitle: true,
      cell: ({ company, personName, email }) => (
        <>
          <Text size="sm" fw={600}>
            {company}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {personName} · {email}
          </Text>
        </>
      ),
    },
    { id: 'status', label: t('portal:deals.status'), cell: ({ status }) => <DealStatus status={status} /> },
    {
      id: 'answer',
      label: t('portal:deals.answer'),
      isProse: true,
      cell: ({ reason, message }) =>
        [reason && t(`tracking:deal.told.${reason}`), message].filter(Boolean).join(' '),
    },
    {
      id: 'until',
      label: t('portal:deals.until'),
      align: 'right',
      cell: ({ status, expiresAt }) =>
        (status === 'submitted' || status === 'accepted') && <DateTime at={expiresAt} />,
    },
    {
      id: 'submitted',
      label: t('portal:deals.submitted'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}
