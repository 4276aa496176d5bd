import { Button, UnstyledButton } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AffiliateFilter } from '../affiliates/affiliate-filter.tsx';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { ConnectButton } from '../connections/connect/connect-button.tsx';
import { useCan } from '../shell/session.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { Money, NoData } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type SaleRow, useSales } from './queries.ts';
import { SaleDrawer } from './sale-drawer.tsx';

const route = getRouteApi('/shell/sales');

/** Every sale and whom it is credited to. */
export function SalesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { sale, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const isFiltered = filters.affiliateId !== undefined || filters.q !== undefined;
  return (
    <>
      <PageHeader
        title={t('tracking:sales.title')}
        detail={t('tracking:sales.detail')}
        actions={
          can('imports.write') &&
          can('events.write') && (
            <Button
              component={Link}
              to="/imports"
              variant="default"
              leftSection={<IconTableImport size={16} />}
            >
              {t('tracking:sales.file')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={[{ kind: 'text', name: 'q', label: t('tracking:sales.q') }]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        >
          <ExportMenu list="sales" query={filters} />
        </FilterBar>
        <DataTable
          label={t('tracking:sales.title')}
          columns={useColumns((id) => change({ sale: id }))}
          pages={useSales(filters)}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={isFiltered ? t('table.nothingMatches') : t('tracking:sales.none')}
              detail={isFiltered ? t('table.nothingMatchesDetail') : t('tracking:sales.noneDetail')}
              action={!isFiltered && <ConnectButton />}
            />
          }
        />
      </Panel>
      <SaleDrawer saleId={sale} onClose={() => change({ sale: undefined })} />
    </>
  );
}

function useColumns(onOpen: (saleId: string) => void): Column<SaleRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'sale',
      label: t('tracking:column.sale'),
      isTitle: true,
      cell: ({ id, externalId }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600} c="var(--mantine-color-anchor)">
          {externalId}
        </UnstyledButton>
      ),
    },
    {
      id: 'customer',
      label: t('tracking:column.customer'),
      cell: ({ customerName, customerExternalId }) => customerName ?? customerExternalId,
    },
    {
      id: 'amount',
      label: t('tracking:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      id: 'refunded',
      label: t('tracking:column.refunded'),
      align: 'right',
      cell: ({ refundedMinor, currency }) =>
        refundedMinor === 0 ? <NoData /> : <Money amountMinor={refundedMinor} currency={currency} />,
    },
    {
      id: 'affiliate',
      label: t('tracking:column.creditedTo'),
      term: 'attribution',
      cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
    },
    { id: 'event', label: t('tracking:column.event'), cell: ({ eventName }) => eventName },
    {
      id: 'at',
      label: t('tracking:column.at'),
      align: 'right',
      cell: ({ occurredAt }) => <DateTime at={occurredAt} />,
    },
  ];
}
