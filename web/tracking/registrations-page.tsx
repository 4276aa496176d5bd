import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { useCan } from '../shell/session.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useRegistrations } from './queries.ts';
import { RegistrationBulkActions } from './registration-bulk-actions.tsx';
import { useRegistrationColumns } from './registration-columns.tsx';
import { RegistrationDrawer } from './registration-drawer.tsx';
import { REGISTRATION_STATUSES } from './registration-status.tsx';

const route = getRouteApi('/shell/deal-registrations');
const NEWEST = '-created';

/** Customers whom affiliates named before they bought, to look at and to decide on. */
export function RegistrationsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { registration, sort = NEWEST, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const query = { ...filters, sort: sort.replace(/^-/, ''), direction };
  return (
    <>
      <PageHeader title={t('tracking:registration.title')} detail={t('tracking:registration.detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('tracking:registration.search') },
            {
              kind: 'choice',
              name: 'status',
              label: t('tracking:column.status'),
              options: REGISTRATION_STATUSES.map((value) => ({
                value,
                label: t(`tracking:registration.status.${value}`),
              })),
            },
          ]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        >
          <ExportMenu list="deal-registrations" query={query} />
        </FilterBar>
        <DataTable
          label={t('tracking:registration.title')}
          columns={useRegistrationColumns((id) => change({ registration: id }))}
          pages={useRegistrations(query)}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selection={can('affiliates.approve') ? { ids: selected, onChange: select } : undefined}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'tracking:registration.none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'tracking:registration.noneDetail')}
            />
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <RegistrationBulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      <RegistrationDrawer registrationId={registration} onClose={() => change({ registration: undefined })} />
    </>
  );
}
