import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../server/customers/schema/person.ts';
import { useCan } from '../../shell/session.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { ColumnChooser, useChosenColumns } from '../../ui/column-chooser.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { type Filter, FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { SavedViews } from '../../ui/saved-views.tsx';
import { sortQuery } from '../../ui/search-params.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useFieldColumns } from '../fields/columns.tsx';
import { useOwnerOptions } from '../queries.ts';
import { BulkTags } from '../tags/bulk-tags.tsx';
import { TAG_PARAMS } from '../tags/params.ts';
import { tagColumn } from '../tags/tag-badges.tsx';
import { TagFilter } from '../tags/tag-filter.tsx';
import { withTagQuery } from '../tags/tag-query.ts';
import { usePersonColumns } from './columns.tsx';
import { NewPersonDialog } from './new-person-dialog.tsx';

const route = getRouteApi('/shell/people');
const STAGES = ['lead', 'trial', 'customer', 'churned'];
const ROLES = ['champion', 'influencer', 'decision_maker', 'user', 'blocker'];

/** The list of people. */
export function PeoplePage() {
  const { t } = useTranslation();
  const can = useCan();
  const { sort, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [isAdding, adding] = useDisclosure(false);
  useShortcut('create', can('accounts.write') && adding.open);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const columns = [...usePersonColumns(), tagColumn(t('tags:title')), ...useFieldColumns('person')];
  const { shown, chosen, choose } = useChosenColumns('people', columns);
  const query = withTagQuery(filters);
  const pages = usePages<Person>('/people', { ...query, ...sortQuery(sort) });
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title={t('people:title')}
        detail={t('people:detail')}
        actions={
          can('accounts.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
              {t('people:new')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={useFilters()}
          values={filters}
          onChange={change}
          more={<TagFilter values={filters} onChange={change} />}
          moreNames={TAG_PARAMS}
        >
          <SavedViews
            list="people"
            query={{ ...filters, sort, columns: chosen }}
            onOpen={({ columns: wanted, ...search }) => {
              if (Array.isArray(wanted)) choose(wanted.map(String));
              navigate({ search });
            }}
          />
          <ColumnChooser columns={columns} chosen={chosen} choose={choose} />
          <ExportMenu list="people" query={query} hasCards />
        </FilterBar>
        <DataTable
          label={t('people:title')}
          columns={shown}
          pages={pages}
          rowKey={({ id }) => id}
          sort={sort ?? 'name'}
          onSort={(next) => change({ sort: next })}
          selection={can('accounts.write') ? { ids: selected, onChange: select } : undefined}
          empty={<Nobody isFiltered={isFiltered} />}
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <BulkTags object="person" ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      {isAdding && <NewPersonDialog onClose={adding.close} />}
    </>
  );
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  if (isFiltered)
    return <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />;
  return (
    <EmptyState
      title={t('people:empty.title')}
      detail={t('people:empty.detail')}
      action={
        <Button component={Link} to="/imports">
          {t('people:empty.action')}
        </Button>
      }
    />
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation();
  return [
    { kind: 'text', name: 'q', label: t('people:filter.q') },
    {
      kind: 'choice',
      name: 'role',
      label: t('people:field.role'),
      options: ROLES.map((value) => ({ value, label: t(`customers:role.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'stage',
      label: t('people:field.stage'),
      options: STAGES.map((value) => ({ value, label: t(`customers:stage.${value}`) })),
    },
    { kind: 'choice', name: 'ownerId', label: t('people:field.owner'), options: useOwnerOptions() },
  ];
}
