import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Merge } from '../../../server/customers/merges/schema.ts';
import { useCan } from '../../shell/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { type MergeRow, useUndoMerge } from './queries.ts';

/** What was merged, newest first, and taken back as long as that is possible. */
export function MergeHistory({ object }: { object: string }) {
  const { t } = useTranslation();
  const columns: Column<MergeRow>[] = [
    {
      id: 'merge',
      label: t('duplicates:history.merge'),
      isTitle: true,
      cell: ({ keptName, mergedName }) => t('duplicates:history.words', { keptName, mergedName }),
    },
    { id: 'by', label: t('duplicates:history.by'), cell: ({ mergedBy }) => mergedBy },
    {
      id: 'at',
      label: t('duplicates:history.at'),
      align: 'right',
      cell: ({ mergedAt }) => <DateTime at={mergedAt} form="ago" />,
    },
    {
      id: 'undo',
      label: t('duplicates:history.undo'),
      align: 'right',
      cell: (merge) => <Undo merge={merge} />,
    },
  ];
  return (
    <Panel isFlush title={t('duplicates:history.title')} detail={t('duplicates:history.detail')}>
      <DataTable
        label={t('duplicates:history.title')}
        columns={columns}
        pages={usePages<Merge>('/merges', { object })}
        rowKey={({ id }) => id}
        empty={
          <Text size="sm" c="dimmed" p="md">
            {t('duplicates:history.none')}
          </Text>
        }
      />
    </Panel>
  );
}

function Undo({ merge }: { merge: MergeRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const undo = useUndoMerge();
  if (merge.undoneAt) return t('duplicates:history.undoneBy', { name: merge.undoneBy ?? '' });
  if (!merge.canUndo || !can('accounts.write')) return t('duplicates:history.over');
  return (
    <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(merge.id)}>
      {t('action.undo')}
    </Button>
  );
}
