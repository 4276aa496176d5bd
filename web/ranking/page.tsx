import { Button, SegmentedControl } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useRankingColumns } from './columns.tsx';
import { DetailDrawer } from './detail-drawer.tsx';
import { ExcludedTable } from './excluded-table.tsx';
import { useRankingFilters } from './filters.ts';
import { FreshnessLine } from './freshness-line.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type Candidate, candidateOf, type RankedRow, useRanking } from './queries.ts';

const route = getRouteApi('/shell/ranking');

/** The main screen: customers as future affiliates, why, and whom to ask. */
export function RankingPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { view, reason, account, ...segment } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const { pages, freshness } = useRanking(segment);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [invited, invite] = useState<Candidate[]>([]);
  const canInvite = can('affiliates.write');
  const columns = useRankingColumns({
    onOpen: (id) => change({ account: id }),
    onInvite: canInvite ? (row) => invite(candidateOf(row)) : undefined,
  });
  const chosen = (pages.rows ?? []).filter((row: RankedRow) => selected.has(row.account.id));
  const isExcludedView = view === 'excluded';
  return (
    <>
      <PageHeader title={t('ranking:title')} detail={<FreshnessLine freshness={freshness} />} />
      <Panel isFlush>
        <FilterBar
          filters={useRankingFilters(isExcludedView)}
          values={{ ...segment, reason }}
          onChange={change}
        >
          <SegmentedControl
            size="xs"
            aria-label={t('ranking:view.label')}
            value={isExcludedView ? 'excluded' : 'ranked'}
            onChange={(next) => change({ view: next === 'excluded' ? next : undefined, reason: undefined })}
            data={[
              { value: 'ranked', label: t('ranking:view.ranked') },
              { value: 'excluded', label: t('ranking:view.excluded') },
            ]}
          />
        </FilterBar>
        {isExcludedView ? (
          <ExcludedTable query={{ ...segment, reason }} onOpen={(id) => change({ account: id })} />
        ) : (
          <DataTable
            label={t('ranking:title')}
            columns={columns}
            pages={pages}
            rowKey={(row) => row.account.id}
            selection={canInvite ? { ids: selected, onChange: select } : undefined}
            empty={<NobodyRanked />}
          />
        )}
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <Button
          size="xs"
          leftSection={<IconSend size={15} />}
          onClick={() => invite(chosen.flatMap((row) => candidateOf(row)))}
        >
          {t('ranking:invite.selected')}
        </Button>
      </BulkBar>
      <DetailDrawer
        accountId={account}
        onClose={() => change({ account: undefined })}
        onInvite={canInvite ? (candidate) => invite([candidate]) : undefined}
      />
      <InviteDialog
        candidates={invited}
        onClose={() => invite([])}
        onSent={() => {
          invite([]);
          select(new Set());
        }}
      />
    </>
  );
}

function NobodyRanked() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('ranking:empty.title')}
      detail={t('ranking:empty.detail')}
      action={
        <Button component={Link} to="/imports" variant="default">
          {t('ranking:empty.action')}
        </Button>
      }
    />
  );
}
