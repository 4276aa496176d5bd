import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { sortQuery } from '../ui/search-params.ts';
import { EmptyState } from '../ui/states.tsx';
import { useAffiliateColumns } from './columns.tsx';
import { GroupBulkActions } from './groups/group-bulk-actions.tsx';
import { useGroupOptions } from './groups/queries.ts';
import { NewAffiliateDialog } from './new-affiliate-dialog.tsx';
import { useAffiliates } from './queries.ts';
import { STATUSES } from './status-badge.tsx';

const route = getRouteApi('/shell/affiliates');
const NEWEST = '-created';

/** Everybody in the program, and those who wait for a decision. */
export function AffiliatesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { sort = NEWEST, ...filters } = route.useSearch();
  const query = { ...filters, ...sortQuery(sort) };
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const groupOptions = useGroupOptions();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, adding] = useDisclosure(false);
  useShortcut('create', can('affiliates.write') && adding.open);
  return (
    <>
      <PageHeader
        title={t('affiliates:title')}
        detail={t('affiliates:detail')}
        actions={
          can('affiliates.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
              {t('affiliates:new.title')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('affiliates:filter.q') },
            {
              kind: 'choice',
              name: 'status',
              label: t('affiliates:column.status'),
              options: STATUSES.map((value) => ({ value, label: t(`affiliates:status.${value}`) })),
            },
            {
              kind: 'choice',
              name: 'groupId',
              label: t('affiliates:column.group'),
              options: groupOptions,
            },
          ]}
          values={filters}
          onChange={change}
        >
          <ExportMenu list="affiliates" query={query} />
        </FilterBar>
        <DataTable
          label={t('affiliates:title')}
          columns={useAffiliateColumns()}
          pages={useAffiliates(query)}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selection={can('affiliates.write') ? { ids: selected, onChange: select } : undefined}
          empty={
            Object.keys(filters).length > 0 ? (
              <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />
            ) : (
              <NoAffiliates />
            )
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <GroupBulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      {isAdding && <NewAffiliateDialog onClose={adding.close} />}
    </>
  );
}

function NoAffiliates() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('affiliates:empty.title')}
      detail={t('affiliates:empty.detail')}
      action={
        <Button component={Link} to="/ranking">
          {t('affiliates:empty.action')}
        </Button>
      }
    />
  );
}
