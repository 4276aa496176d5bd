import { Button, SegmentedControl, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REWARD_KINDS, REWARD_STATES } from '../../../server/commissions/non-cash/kinds.ts';
import { AffiliateFilter } from '../../affiliates/affiliate-filter.tsx';
import { useCan } from '../../shell/session.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sortQuery } from '../../ui/search-params.ts';
import { EmptyState } from '../../ui/states.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { useRewardColumns } from './columns.tsx';
import { GiveDialog } from './give-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { PointsView } from './points-view.tsx';
import { type RewardRow, useRewards } from './queries.ts';

const route = getRouteApi('/shell/rewards');

/** What is given beside money: what is to be handed over, what was, and the balances of points. */
export function RewardsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { view } = route.useSearch();
  const navigate = route.useNavigate();
  const [isGranting, setGranting] = useState(false);
  return (
    <>
      <PageHeader
        title={t('commissions:nonCash.title')}
        detail={t('commissions:nonCash.detail')}
        actions={
          can('commissions.write') && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setGranting(true)}>
              {t('commissions:nonCash.new')}
            </Button>
          )
        }
      />
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('commissions:nonCash.title')}
          data={[
            { value: 'rewards', label: t('commissions:nonCash.title') },
            { value: 'points', label: t('commissions:nonCash.points.title') },
          ]}
          value={view === 'points' ? view : 'rewards'}
          onChange={(shown) => navigate({ search: shown === 'points' ? { view: shown } : {} })}
          style={{ alignSelf: 'flex-start' }}
        />
        {view === 'points' ? <PointsView /> : <RewardList />}
      </Stack>
      {isGranting && <GrantDialog onClose={() => setGranting(false)} />}
    </>
  );
}

function RewardList() {
  const { t } = useTranslation();
  const can = useCan();
  const { sort = '-earned', view: _view, ...filters } = route.useSearch();
  const query = { ...filters, ...sortQuery(sort) };
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [givenIds, give] = useState<string[]>([]);
  const [cancelled, setCancelled] = useState<RewardRow | null>(null);
  const isFiltered = Object.keys(filters).length > 0;
  const states = REWARD_STATES.map((value) => ({ value, label: t(`commissions:nonCash.state.${value}`) }));
  const kinds = REWARD_KINDS.map((value) => ({ value, label: t(`commissions:nonCash.kind.${value}`) }));
  const onGiven = () => {
    give([]);
    select(new Set());
  };
  return (
    <>
      <Panel isFlush>
        <FilterBar
          filters={[
            { kind: 'text', name: 'q', label: t('commissions:nonCash.search') },
            { kind: 'choice', name: 'state', label: t('commissions:nonCash.stateLabel'), options: states },
            { kind: 'choice', name: 'kind', label: t('commissions:nonCash.kindLabel'), options: kinds },
          ]}
          values={filters}
          onChange={change}
          picker={<AffiliateFilter affiliateId={filters.affiliateId} onChange={change} />}
        >
          <ExportMenu list="rewards" query={query} />
        </FilterBar>
        <DataTable
          label={t('commissions:nonCash.title')}
          columns={useRewardColumns({ onGive: (id) => give([id]), onCancel: setCancelled })}
          pages={useRewards(query)}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selection={can('commissions.write') ? { ids: selected, onChange: select } : undefined}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'commissions:nonCash.none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'commissions:nonCash.noneDetail')}
            />
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <Button variant="default" onClick={() => give([...selected])}>
          {t('commissions:nonCash.give')}
        </Button>
      </BulkBar>
      {givenIds.length > 0 && <GiveDialog rewardIds={givenIds} onClose={onGiven} />}
      {cancelled && <CancelDialog reward={cancelled} onClose={() => setCancelled(null)} />}
    </>
  );
}
