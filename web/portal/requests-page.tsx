import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RequestStatus } from '../tracking/request-status.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AskForCredit } from './ask-for-credit.tsx';
import { type OwnRequest, useOwnRequests } from './queries.ts';

/** Sales that an affiliate misses: a question, and what was answered. */
export function PortalRequestsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('portal:requests.title')} detail={t('portal:requests.detail')} />
      <Stack gap="lg">
        <AskForCredit />
        <Panel isFlush>
          <DataTable
            label={t('portal:requests.title')}
            columns={useColumns()}
            pages={useOwnRequests()}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('portal:requests.none')} detail={t('portal:requests.noneDetail')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<OwnRequest>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'about',
      label: t('portal:requests.about'),
      isTitle: true,
      cell: ({ orderId, customerEmail, comment }) => (
        <>
          <Text size="sm" fw={600}>
            {[orderId, customerEmail].filter(Boolean).join(' · ')}
          </Text>
          <Text size="xs" c="dimmed">
            {comment}
          </Text>
        </>
      ),
    },
    {
      id: 'status',
      label: t('portal:requests.status'),
      cell: ({ status }) => <RequestStatus status={status} />,
    },
    { id: 'answer', label: t('portal:requests.answer'), isProse: true, cell: ({ answer }) => answer },
    {
      id: 'asked',
      label: t('portal:requests.asked'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}
