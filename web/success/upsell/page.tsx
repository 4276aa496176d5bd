import { Anchor, SegmentedControl, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  OPPORTUNITY_KINDS,
  OPPORTUNITY_SORTS,
  OPPORTUNITY_STATES,
} from '../../../server/success/growth/kinds.ts';
import { AccountFilter } from '../../customers/deals/account-filter.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { useFormat } from '../../ui/format.ts';
import { HealthBadge } from '../../ui/health-badge.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Acts } from './acts.tsx';
import { Figures } from './figures.tsx';
import type { OpportunityRow } from './queries.ts';

const route = getRouteApi('/shell/upsell');

/** What customers may buy in addition, why, and what became of it. */
export function UpsellPage() {
  const { t } = useTranslation();
  const { state = 'open', sort, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const filters = { ...search, state };
  const isFiltered = state !== 'open' || Object.keys(search).length > 0;
  return (
    <>
      <PageHeader title={t('upsell:title')} detail={t('upsell:detail')} />
      <Panel isFlush>
        <FilterBar
          values={{ ...search, sort }}
          onChange={change}
          picker={<AccountFilter accountId={search.accountId} onChange={change} />}
          moreNames={['accountId']}
          filters={[
            {
              ...{ kind: 'choice', name: 'kind', label: t('upsell:column.kind') },
              options: OPPORTUNITY_KINDS.map((value) => ({ value, label: t(`upsell:kind.${value}`) })),
            },
            {
              ...{ kind: 'choice', name: 'sort', label: t('upsell:sort.label') },
              options: OPPORTUNITY_SORTS.map((value) => ({ value, label: t(`upsell:sort.${value}`) })),
            },
          ]}
        >
          <SegmentedControl
            size="xs"
            aria-label={t('upsell:column.state')}
            data={OPPORTUNITY_STATES.map((value) => ({ value, label: t(`upsell:state.${value}`) }))}
            value={state}
            onChange={(next) => change({ state: next === 'open' ? undefined : next })}
          />
          <ExportMenu list="opportunities" query={filters} />
        </FilterBar>
        <DataTable
          label={t('upsell:title')}
          columns={useColumns()}
          pages={usePages<OpportunityRow>('/opportunities', { ...filters, sort })}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'upsell:none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'upsell:noneDetail')}
            />
          }
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<OpportunityRow>[] {
  const { t } = useTranslation();
  const label = (column: string) => t(`upsell:column.${column}`);
  return [
    {
      ...{ id: 'account', label: label('account'), isTitle: true },
      cell: ({ account }) => <AccountCell account={account} />,
    },
    {
      id: 'health',
      label: t('accounts:field.health'),
      cell: ({ health }) => <HealthBadge band={health.band} score={health.score} />,
    },
    { id: 'kind', label: label('kind'), cell: ({ kind }) => t(`upsell:kind.${kind}`) },
    {
      ...{ id: 'worth', label: label('worth'), align: 'right' },
      cell: (row) => <Worth row={row} />,
    },
    { ...{ id: 'why', label: label('why'), isProse: true }, cell: (row) => <Figures row={row} /> },
    {
      ...{ id: 'foundAt', label: label('foundAt'), align: 'right' },
      cell: ({ foundAt }) => <DateTime at={foundAt} form="date" />,
    },
    { ...{ id: 'acts', label: label('acts'), isProse: true }, cell: (row) => <Acts row={row} /> },
  ];
}

function AccountCell({ account }: Pick<OpportunityRow, 'account'>) {
  return (
    <>
      <Anchor
        inherit
        c="var(--mantine-color-text)"
        renderRoot={(props) => (
          <Link to="/accounts/$accountId" params={{ accountId: account.id }} {...props} />
        )}
      >
        {account.name}
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {[account.industry, account.planTier].filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}

function Worth({ row: { monthlyMinor, yearlyMinor, currency } }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div style={{ whiteSpace: 'nowrap', textAlign: 'right' }}>
      <Money amountMinor={monthlyMinor} currency={currency} />
      <Text size="xs" c="dimmed">
        {t('upsell:perYear', { amount: format.money(yearlyMinor, currency) })}
      </Text>
    </div>
  );
}
