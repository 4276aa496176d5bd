import { Anchor, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { QuoteRow } from './queries.ts';
import { QuoteState } from './state-badge.tsx';

const route = getRouteApi('/shell/quotes');
const STATES: readonly QuoteRow['state'][] = [
  ...(['draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn', 'replaced'] as const),
];

/** Everything that was offered, and what became of it. */
export function QuotesPage() {
  const { t } = useTranslation();
  const query = route.useSearch();
  const navigate = route.useNavigate();
  const isFiltered = Object.keys(query).length > 0;
  return (
    <>
      <PageHeader title={t('quotes:title')} detail={t('quotes:detail')} />
      <Panel isFlush>
        <FilterBar
          values={query}
          onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
          filters={[
            { kind: 'text', name: 'q', label: t('quotes:search') },
            {
              ...{ kind: 'choice', name: 'state', label: t('quotes:column.state') },
              options: STATES.map((value) => ({ value, label: t(`quotes:state.${value}`) })),
            },
          ]}
        >
          <ExportMenu list="quotes" query={query} />
        </FilterBar>
        <DataTable
          label={t('quotes:title')}
          pages={usePages<QuoteRow>('/quotes', query)}
          rowKey={({ id }) => id}
          columns={useColumns()}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'quotes:none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'quotes:noneDetail')}
            />
          }
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<QuoteRow>[] {
  const { t } = useTranslation();
  const label = (column: string) => t(`quotes:column.${column}`);
  return [
    { id: 'quote', label: label('quote'), isTitle: true, cell: (quote) => <QuoteLink quote={quote} /> },
    { id: 'state', label: label('state'), cell: ({ state }) => <QuoteState state={state} /> },
    {
      id: 'deal',
      label: label('deal'),
      cell: ({ dealId, dealName, accountName }) => (
        <>
          <Anchor
            fz="sm"
            c="inherit"
            renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId }} {...props} />}
          >
            {dealName}
          </Anchor>
          {accountName && (
            <Text size="xs" c="dimmed">
              {accountName}
            </Text>
          )}
        </>
      ),
    },
    {
      ...{ id: 'total', label: label('total'), align: 'right' },
      cell: ({ totalMinor, currency }) => <Money amountMinor={totalMinor} currency={currency} />,
    },
    { id: 'recipient', label: label('recipient'), cell: ({ recipientName }) => recipientName },
    {
      ...{ id: 'validUntil', label: label('validUntil'), align: 'right' },
      cell: ({ validUntil }) => <DateTime at={validUntil} form="date" />,
    },
    {
      ...{ id: 'createdAt', label: label('createdAt'), align: 'right' },
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}

function QuoteLink({ quote: { id, label, title } }: { quote: QuoteRow }) {
  return (
    <>
      <Anchor
        fz="sm"
        fw={600}
        renderRoot={(props) => <Link to="/quotes/$quoteId" params={{ quoteId: id }} {...props} />}
      >
        {title}
      </Anchor>
      {label && (
        <Text size="xs" c="dimmed">
          {label}
        </Text>
      )}
    </>
  );
}
