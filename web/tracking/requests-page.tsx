import { UnstyledButton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type RequestRow, useRequests } from './queries.ts';
import { RequestDrawer } from './request-drawer.tsx';
import { REQUEST_STATUSES, RequestStatus } from './request-status.tsx';

const route = getRouteApi('/shell/credit-requests');

/** What affiliates believe to be theirs, to look at and to answer. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { request, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHeader title={t('tracking:request.title')} detail={t('tracking:request.detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[
            {
              kind: 'choice',
              name: 'status',
              label: t('tracking:column.status'),
              options: REQUEST_STATUSES.map((value) => ({
                value,
                label: t(`tracking:request.status.${value}`),
              })),
            },
          ]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        />
        <DataTable
          label={t('tracking:request.title')}
          columns={useColumns((id) => change({ request: id }))}
          pages={useRequests(filters)}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'tracking:request.none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'tracking:request.noneDetail')}
            />
          }
        />
      </Panel>
      <RequestDrawer requestId={request} onClose={() => change({ request: undefined })} />
    </>
  );
}

function useColumns(onOpen: (requestId: string) => void): Column<RequestRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'about',
      label: t('tracking:request.one'),
      isTitle: true,
      cell: ({ id, orderId, customerEmail }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600} c="var(--mantine-color-anchor)" ta="left">
          {[orderId, customerEmail].filter(Boolean).join(' · ')}
        </UnstyledButton>
      ),
    },
    {
      id: 'affiliate',
      label: t('tracking:column.affiliate'),
      cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
    },
    {
      id: 'comment',
      label: t('tracking:request.comment'),
      isProse: true,
      cell: ({ comment }) => comment,
    },
    {
      id: 'status',
      label: t('tracking:column.status'),
      cell: ({ status }) => <RequestStatus status={status} />,
    },
    {
      id: 'asked',
      label: t('tracking:request.asked'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
  ];
}
