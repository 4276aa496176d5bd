import { Anchor } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type RecoveryRow, useRecoveries } from './queries.ts';
import { RecoveryState } from './recovery-state.tsx';
import { TermsButton } from './terms-button.tsx';

const route = getRouteApi('/shell/payouts/recoveries');
const STATES = ['open', 'repaid', 'written_off', 'canceled'] as const;

/** What affiliates were asked to send back. */
export function RecoveriesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        above={[{ label: t('payouts:title'), to: '/payouts' }]}
        title={t('recoveries:title')}
        detail={t('recoveries:detail')}
        actions={can('payouts.approve') && <TermsButton />}
      />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('recoveries:search') },
            {
              kind: 'choice',
              name: 'state',
              label: t('recoveries:filter'),
              options: STATES.map((value) => ({ value, label: t(`recoveries:state.${value}`) })),
            },
          ]}
          values={filters}
          onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
        >
          <ExportMenu list="recoveries" />
        </FilterBar>
        <DataTable
          label={t('recoveries:title')}
          columns={useColumns()}
          pages={useRecoveries(filters)}
          rowKey={({ id }) => id}
          empty={
            isFiltered ? (
              <EmptyState title={t('recoveries:noneOfFilter')} />
            ) : (
              <EmptyState title={t('recoveries:none')} detail={t('recoveries:noneDetail')} />
            )
          }
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<RecoveryRow>[] {
  const { t } = useTranslation();
  const amount = (name: 'amount' | 'repaid' | 'open'): Column<RecoveryRow> => ({
    id: name,
    label: t(`recoveries:column.${name}`),
    align: 'right',
    cell: (row) => <Money amountMinor={row[`${name}Minor`]} currency={row.currency} />,
  });
  return [
    {
      id: 'affiliate',
      label: t('recoveries:column.affiliate'),
      isTitle: true,
      cell: ({ id, affiliateName }) => (
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link to="/payouts/recoveries/$recoveryId" params={{ recoveryId: id }} {...props} />
          )}
        >
          {affiliateName}
        </Anchor>
      ),
    },
    amount('amount'),
    amount('repaid'),
    amount('open'),
    {
      id: 'state',
      label: t('recoveries:column.state'),
      cell: ({ state }) => <RecoveryState state={state} />,
    },
    {
      id: 'opened',
      label: t('recoveries:column.opened'),
      cell: ({ openedAt }) => <DateTime at={openedAt} />,
    },
    {
      id: 'by',
      label: t('recoveries:column.by'),
      cell: ({ isByRule, openedByName }) => (isByRule ? t('recoveries:byRule') : openedByName),
    },
  ];
}
