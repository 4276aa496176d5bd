import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../../server/customers/duplicates/schema.ts';
import { useCan } from '../../shell/session.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useDuplicateColumns } from './columns.tsx';
import { MergeHistory } from './merge-history.tsx';
import { useMergePairs, usePairCounts, useScan } from './queries.ts';

const route = getRouteApi('/shell/duplicates');
const OBJECTS = ['account', 'person'] as const;
const SHOWN = { sure: { isSure: 'true' }, dismissed: { isDismissed: 'true' } } as const;

/** Records that may be one: to be compared and merged, or told apart for ever. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { object = 'account', show, q } = route.useSearch();
  const navigate = route.useNavigate();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, asking] = useDisclosure(false);
  const merging = useMergePairs(() => {
    select(new Set());
    asking.close();
  });
  const scan = useScan();
  const change = (changed: Record<string, string | undefined>) => {
    select(new Set());
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  };
  const shown = show === 'sure' || show === 'dismissed' ? SHOWN[show] : {};
  const pages = usePages<Duplicate>('/duplicates', { object, q, ...shown });
  const canMerge = can('accounts.write') && show !== 'dismissed';
  return (
    <>
      <PageHeader
        title={t('duplicates:title')}
        detail={t('duplicates:detail')}
        actions={
          can('accounts.write') && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={scan.isPending}
              onClick={() => scan.mutate()}
            >
              {t('duplicates:act.scan')}
            </Button>
          )
        }
      />
      <Stack gap="lg">
        <Panel isFlush>
          <FilterBar
            filters={useFilters()}
            values={{ show, q }}
            onChange={change}
            picker={
              <SegmentedControl
                aria-label={t('duplicates:filter.object')}
                data={OBJECTS.map((value) => ({ value, label: t(`duplicates:object.${value}`) }))}
                value={object}
                onChange={(value) => change({ object: value })}
                size="xs"
              />
            }
          />
          <DataTable
            label={t('duplicates:title')}
            columns={useDuplicateColumns()}
            pages={pages}
            rowKey={({ id }) => id}
            selection={canMerge ? { ids: selected, onChange: select } : undefined}
            empty={
              <EmptyState
                title={t(q || show ? 'table.nothingMatches' : 'duplicates:none')}
                detail={t(q || show ? 'table.nothingMatchesDetail' : 'duplicates:noneDetail')}
              />
            }
          />
        </Panel>
        <MergeHistory object={object} />
      </Stack>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <Button onClick={asking.open}>{t('duplicates:act.mergeAll', { count: selected.size })}</Button>
      </BulkBar>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('duplicates:bulk.title', { count: selected.size })}
        action={t('duplicates:act.mergeAll', { count: selected.size })}
        isBusy={merging.isPending}
        onConfirm={() => merging.mutate([...selected])}
        onClose={asking.close}
      >
        {t('duplicates:bulk.detail')}
      </ConfirmDialog>
    </>
  );
}

function useFilters() {
  const { t } = useTranslation();
  const { data: counts } = usePairCounts();
  return [
    { kind: 'text' as const, name: 'q', label: t('duplicates:filter.q') },
    {
      ...{ kind: 'choice' as const, name: 'show', label: t('duplicates:filter.show') },
      options: [
        { value: 'sure', label: t('duplicates:show.sure', { count: counts?.sure ?? 0 }) },
        { value: 'dismissed', label: t('duplicates:show.dismissed') },
      ],
    },
  ];
}
