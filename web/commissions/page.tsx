import { UnstyledButton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { COMMISSION_KINDS } from '../../server/commissions/kinds.ts';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CommissionState, STATES } from './commission-state.tsx';
import { DetailDrawer } from './detail-drawer.tsx';
import { type CommissionRow, useCommissions } from './queries.ts';

const route = getRouteApi('/shell/commissions');

/** Every commission with what it rests on. */
export function CommissionsPage() {
  const { t } = useTranslation();
  const { commission, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const pages = useCommissions(filters);
  const states = STATES.map((value) => ({ value, label: t(`commissions:state.${value}`) }));
  const kinds = COMMISSION_KINDS.map((value) => ({ value, label: t(`commissions:kind.${value}`) }));
  return (
    <>
      <PageHeader title={t('commissions:title')} detail={t('commissions:detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'choice', name: 'state', label: t('commissions:column.state'), options: states },
            { kind: 'choice', name: 'kind', label: t('commissions:column.kind'), options: kinds },
          ]}
          values={filters}
          onChange={change}
        >
          <ExportMenu list="commissions" query={filters} />
        </FilterBar>
        <DataTable
          label={t('commissions:title')}
          columns={columnsOf(t, (id) => change({ commission: id }))}
          pages={pages}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('commissions:none')} detail={t('commissions:noneDetail')} />}
        />
      </Panel>
      <DetailDrawer commissionId={commission} onClose={() => change({ commission: undefined })} />
    </>
  );
}

function columnsOf(t: TFunction, onOpen: (id: string) => void): Column<CommissionRow>[] {
  return [
    {
      id: 'sold',
      label: t('commissions:column.sold'),
      isTitle: true,
      cell: ({ id, soldAt }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600}>
          <DateTime at={soldAt} />
        </UnstyledButton>
      ),
    },
    {
      id: 'affiliate',
      label: t('commissions:column.affiliate'),
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    {
      id: 'kind',
      label: t('commissions:column.kind'),
      cell: ({ kind }) => t(`commissions:kind.${kind}`),
    },
    {
      id: 'sale',
      label: t('commissions:column.sale'),
      align: 'right',
      cell: ({ saleAmountMinor, saleCurrency }) =>
        saleAmountMinor === null || saleCurrency === null ? (
          '–'
        ) : (
          <Money amountMinor={saleAmountMinor} currency={saleCurrency} />
        ),
    },
    {
      id: 'booked',
      label: t('commissions:column.booked'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      id: 'kept',
      label: t('commissions:column.kept'),
      align: 'right',
      cell: ({ keptMinor, currency }) => <Money amountMinor={keptMinor} currency={currency} />,
    },
    {
      id: 'state',
      label: t('commissions:column.state'),
      cell: ({ state }) => <CommissionState state={state} />,
    },
    {
      id: 'release',
      label: t('commissions:column.release'),
      term: 'hold',
      cell: ({ releaseAt }) => <DateTime at={releaseAt} />,
    },
  ];
}
