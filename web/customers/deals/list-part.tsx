import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deal } from '../../../server/customers/deals/schema/deal.ts';
import { useCan } from '../../shell/session.ts';
import type { Query } from '../../ui/api.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { ColumnChooser, useChosenColumns } from '../../ui/column-chooser.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { usePages } from '../../ui/pages.ts';
import { sortQuery } from '../../ui/search-params.ts';
import { EmptyState } from '../../ui/states.tsx';
import { DealBulkActions } from './bulk-actions.tsx';
import { useDealColumns } from './columns.tsx';

const SOONEST = 'expectedOn';

/** The tools at the right end of the list's filters. */
export function ListTools({ filters }: { filters: Query }) {
  const columns = useDealColumns();
  const { chosen, choose } = useChosenColumns('deals', columns);
  return (
    <>
      <ColumnChooser columns={columns} chosen={chosen} choose={choose} />
      <ExportMenu list="deals" query={filters} />
    </>
  );
}

interface ListPartProps {
  filters: Query;
  sort: string | undefined;
  onSort(sort: string): void;
}

/** Deals as rows, many changed at once. */
export function ListPart({ filters, sort = SOONEST, onSort }: ListPartProps) {
  const { t } = useTranslation();
  const can = useCan();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const { shown } = useChosenColumns('deals', useDealColumns());
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <DataTable
        label={t('deals:title')}
        columns={shown}
        pages={usePages<Deal>('/deals', { ...filters, ...sortQuery(sort) })}
        rowKey={({ id }) => id}
        sort={sort}
        onSort={onSort}
        selection={can('deals.write') ? { ids: selected, onChange: select } : undefined}
        empty={
          <EmptyState
            title={t(isFiltered ? 'table.nothingMatches' : 'deals:none')}
            detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'deals:noneDetail')}
          />
        }
      />
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <DealBulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
    </>
  );
}
