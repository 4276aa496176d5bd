import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../server/customers/schema/account.ts';
import { useCan } from '../../shell/session.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { ColumnChooser, useChosenColumns } from '../../ui/column-chooser.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { SavedViews } from '../../ui/saved-views.tsx';
import { sortQuery } from '../../ui/search-params.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useFieldColumns } from '../fields/columns.tsx';
import { TAG_PARAMS } from '../tags/params.ts';
import { tagColumn } from '../tags/tag-badges.tsx';
import { TagFilter } from '../tags/tag-filter.tsx';
import { withTagQuery } from '../tags/tag-query.ts';
import { BulkActions } from './bulk-actions.tsx';
import { useAccountColumns } from './columns.tsx';
import { useAccountFilters } from './filters.ts';
import { NewAccountDialog } from './new-account-dialog.tsx';

const route = getRouteApi('/shell/accounts');

/** The list of accounts: filters, sort and columns in the address, many rows changed at once. */
export function AccountsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { sort, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, adding] = useDisclosure(false);
  useShortcut('create', can('accounts.write') && adding.open);
  const columns = [...useAccountColumns(), tagColumn(t('tags:title')), ...useFieldColumns('account')];
  const { shown, chosen, choose } = useChosenColumns('accounts', columns);
  const query = withTagQuery(filters);
  const pages = usePages<Account>('/accounts', { ...query, ...sortQuery(sort) });
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title={t('accounts:title')}
        detail={t('accounts:detail')}
        actions={
          can('accounts.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
              {t('accounts:new')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={useAccountFilters()}
          values={filters}
          onChange={change}
          more={<TagFilter values={filters} onChange={change} />}
          moreNames={TAG_PARAMS}
        >
          <SavedViews
            list="accounts"
            query={{ ...filters, sort, columns: chosen }}
            onOpen={({ columns: wanted, ...search }) => {
              if (Array.isArray(wanted)) choose(wanted.map(String));
              navigate({ search });
            }}
          />
          <ColumnChooser columns={columns} chosen={chosen} choose={choose} />
          <ExportMenu list="accounts" query={query} />
        </FilterBar>
        <DataTable
          label={t('accounts:title')}
          columns={shown}
          pages={pages}
          rowKey={({ id }) => id}
          sort={sort ?? 'name'}
          onSort={(next) => change({ sort: next })}
          selection={can('accounts.write') ? { ids: selected, onChange: select } : undefined}
          empty={isFiltered ? <NothingMatches /> : <NoAccounts />}
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <BulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      <NewAccountDialog isOpen={isAdding} onClose={adding.close} />
    </>
  );
}

function NothingMatches() {
  const { t } = useTranslation();
  return <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />;
}

function NoAccounts() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('accounts:empty.title')}
      detail={t('accounts:empty.detail')}
      action={
        <Button component={Link} to="/imports">
          {t('accounts:empty.action')}
        </Button>
      }
    />
  );
}
