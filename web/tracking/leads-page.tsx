import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { ConnectButton } from '../connections/connect/connect-button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type LeadRow, useLeads } from './queries.ts';

const route = getRouteApi('/shell/leads');

/** Who signed up or asked for more, and through whom they came. */
export function LeadsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const isFiltered = filters.affiliateId !== undefined || filters.q !== undefined;
  return (
    <>
      <PageHeader title={t('tracking:leads.title')} detail={t('tracking:leads.detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[{ kind: 'text', name: 'q', label: t('tracking:leads.q') }]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        >
          <ExportMenu list="leads" query={filters} />
        </FilterBar>
        <DataTable
          label={t('tracking:leads.title')}
          columns={useColumns()}
          pages={useLeads(filters)}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={isFiltered ? t('table.nothingMatches') : t('tracking:leads.none')}
              detail={isFiltered ? t('table.nothingMatchesDetail') : t('tracking:leads.noneDetail')}
              action={!isFiltered && <ConnectButton />}
            />
          }
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<LeadRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'customer',
      label: t('tracking:column.customer'),
      isTitle: true,
      cell: ({ customerName, customerExternalId }) => customerName ?? customerExternalId,
    },
    { id: 'event', label: t('tracking:column.event'), cell: ({ eventName }) => eventName },
    {
      id: 'affiliate',
      label: t('tracking:column.creditedTo'),
      term: 'attribution',
      cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
    },
    { id: 'offer', label: t('tracking:column.offer'), cell: ({ offerId }) => <OfferName id={offerId} /> },
    {
      id: 'at',
      label: t('tracking:column.at'),
      align: 'right',
      cell: ({ occurredAt }) => <DateTime at={occurredAt} />,
    },
  ];
}
