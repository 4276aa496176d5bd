import { Anchor, Stack, Tabs, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HandOff } from '../../../server/customers/hand-offs/schema.ts';
import { useRoleChoices } from '../../settings/roles/role-name.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Duration } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { FiguresPart } from './figures-part.tsx';
import type { HandOffRow } from './queries.ts';
import { HandOffState } from './state-badge.tsx';

const route = getRouteApi('/shell/hand-offs');
const STATES = ['waiting', 'accepted', 'returned', 'withdrawn'] as const;
const TABS = ['mine', 'given', 'all'] as const;

/** What waits for me, what I gave away, and how long leads wait. */
export function HandOffsPage() {
  const { t } = useTranslation();
  const { tab = 'mine', ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const query = {
    ...filters,
    ...(tab === 'mine' && { isMine: 'true' }),
    ...(tab === 'given' && { isFromMe: 'true' }),
  };
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader title={t('handOffs:title')} detail={t('handOffs:detail')} />
      <Stack gap="lg">
        <FiguresPart />
        <Panel isFlush>
          <Tabs
            value={tab}
            onChange={(next) => navigate({ search: { tab: next ?? undefined }, replace: true })}
            px="md"
            pt="xs"
          >
            <Tabs.List>
              {TABS.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {t(`handOffs:tab.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          <FilterBar
            values={filters}
            onChange={(changed) =>
              navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
            }
            filters={[
              {
                ...{ kind: 'choice', name: 'state', label: t('handOffs:column.state') },
                options: STATES.map((value) => ({ value, label: t(`handOffs:state.${value}`) })),
              },
            ]}
          >
            <ExportMenu list="hand-offs" query={query} />
          </FilterBar>
          <DataTable
            label={t('handOffs:title')}
            pages={usePages<HandOff>('/hand-offs', query)}
            rowKey={({ id }) => id}
            columns={useColumns()}
            empty={
              <EmptyState
                title={t(isFiltered ? 'table.nothingMatches' : 'handOffs:none')}
                detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'handOffs:noneDetail')}
              />
            }
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<HandOffRow>[] {
  const { t } = useTranslation();
  const roles = useRoleChoices();
  const label = (column: string) => t(`handOffs:column.${column}`);
  return [
    {
      id: 'record',
      label: label('record'),
      isTitle: true,
      cell: (handOff) => <RecordLink handOff={handOff} />,
    },
    { id: 'state', label: label('state'), cell: ({ state }) => <HandOffState state={state} /> },
    { id: 'from', label: label('from'), cell: ({ fromName }) => fromName },
    {
      ...{ id: 'to', label: label('to') },
      cell: ({ toName, toRole, acceptedByName }) =>
        acceptedByName ?? toName ?? roles.find(({ value }) => value === toRole)?.label ?? toRole,
    },
    {
      ...{ id: 'waited', label: label('waited'), align: 'right' },
      cell: ({ waitedMinutes }) => <Duration minutes={waitedMinutes} />,
    },
    {
      ...{ id: 'held', label: label('held'), align: 'right' },
      cell: ({ heldMinutes }) => <Duration minutes={heldMinutes} />,
    },
    {
      ...{ id: 'createdAt', label: label('createdAt'), align: 'right' },
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}

function RecordLink({ handOff: { id, recordName, reason } }: { handOff: HandOffRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor
        fz="sm"
        fw={600}
        renderRoot={(props) => <Link to="/hand-offs/$handOffId" params={{ handOffId: id }} {...props} />}
      >
        {recordName}
      </Anchor>
      {reason && (
        <Text size="xs" c="dimmed">
          {t(`handOffs:reason.${reason}`)}
        </Text>
      )}
    </>
  );
}
