import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { useCan } from '../shell/session.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { DealBulkActions } from './deal-bulk-actions.tsx';
import { useDealColumns } from './deal-columns.tsx';
import { DealDrawer } from './deal-drawer.tsx';
import { DEAL_STATUSES } from './deal-status.tsx';
import { useDeals } from './queries.ts';

const route = getRouteApi('/shell/deals');
const NEWEST = '-created';

/** Customers whom affiliates named before they bought, to look at and to decide on. */
export function DealsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { deal, sort = NEWEST, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const query = { ...filters, sort: sort.replace(/^-/, ''), direction };
  return (
    <>
      <PageHeader title={t('tracking:deal.title')} detail={t('tracking:deal.detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('tracking:deal.search') },
            {
              kind: 'choice',
              name: 'status',
              label: t('tracking:column.status'),
              options: DEAL_STATUSES.map((value) => ({ value, label: t(`tracking:deal.status.${value}`) })),
            },
          ]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        >
          <ExportButton path="/deals/export.csv" query={query} />
        </FilterBar>
        <DataTable
          label={t('tracking:deal.title')}
          columns={useDealColumns((id) => change({ deal: id }))}
          pages={useDeals(query)}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selection={can('affiliates.approve') ? { ids: selected, onChange: select } : undefined}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'tracking:deal.none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'tracking:deal.noneDetail')}
            />
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <DealBulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      <DealDrawer dealId={deal} onClose={() => change({ deal: undefined })} />
    </>
  );
}
