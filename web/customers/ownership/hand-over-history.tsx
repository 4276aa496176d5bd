import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HandOver } from '../../../server/customers/ownership/schema.ts';
import { useCan } from '../../shell/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type HandOverRow, useUndoHandOver } from './queries.ts';

/** What was handed over, newest first. */
export function HandOverHistory() {
  const { t } = useTranslation();
  const pages = usePages<HandOver>('/hand-overs');
  return (
    <Panel title={t('ownership:history.title')} isFlush>
      <DataTable<HandOverRow>
        label={t('ownership:history.title')}
        pages={pages}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('ownership:history.none')} detail={t('ownership:history.noneDetail')} />}
        columns={[
          {
            id: 'what',
            label: t('ownership:history.what'),
            isTitle: true,
            cell: ({ from, to, counts, note }) => (
              <>
                {t('ownership:history.words', {
                  from: from.name,
                  to: to.map(({ name }) => name).join(', '),
                  ...counts,
                })}
                <Text size="xs" c="dimmed" fw={400}>
                  {note}
                </Text>
              </>
            ),
          },
          { id: 'by', label: t('ownership:history.by'), cell: ({ madeBy }) => madeBy },
          {
            id: 'at',
            label: t('ownership:history.at'),
            cell: ({ createdAt }) => <DateTime at={createdAt} />,
          },
          {
            id: 'undo',
            label: t('ownership:history.undo'),
            isLabelHidden: true,
            align: 'right',
            cell: (handOver) => <UndoButton handOver={handOver} />,
          },
        ]}
      />
    </Panel>
  );
}

function UndoButton({ handOver }: { handOver: HandOverRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const undo = useUndoHandOver();
  if (handOver.undoneAt) return t('ownership:history.undoneBy', { name: handOver.undoneBy });
  if (!can('accounts.write') || !can('members.write')) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={undo.isPending}
      aria-label={t('ownership:history.undoOf', { name: handOver.from.name })}
      onClick={() => undo.mutate(handOver.id)}
    >
      {t('action.undo')}
    </Button>
  );
}
