import { Badge, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedResult, ShownResult } from '../../../server/customers/imports/schema.ts';
import { downloadAddress, type Jsonified } from '../../ui/api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';

type Row = Jsonified<ShownResult>;

const COLORS = { created: 'teal', updated: 'ink', unchanged: 'gray', failed: 'red' } as const;

/** What became of each row, and why; every one of them to take away. */
export function RowResults({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<string>();
  const pages = usePages<ListedResult>(`/imports/${runId}/results`, { outcome });
  const columns = useResultColumns();
  const options = Object.keys(COLORS).map((value) => ({ value, label: t(`importing:count.${value}`) }));
  return (
    <Panel
      title={t('importing:results.title')}
      isFlush
      actions={
        <Button
          component="a"
          href={downloadAddress(`/imports/${runId}/results.csv`)}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
        >
          {t('importing:results.download')}
        </Button>
      }
    >
      <FilterBar
        filters={[{ kind: 'choice', name: 'outcome', label: t('importing:results.outcome'), options }]}
        values={{ outcome }}
        onChange={(changed) => setOutcome(changed.outcome)}
      />
      <DataTable<Jsonified<ListedResult>>
        label={t('importing:results.title')}
        columns={columns}
        pages={pages}
        rowKey={({ fileId, line }) => `${fileId} ${line}`}
        empty={<EmptyState title={t('importing:results.none')} />}
      />
    </Panel>
  );
}

export function useResultColumns(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'subject',
      label: t('importing:results.subject'),
      isTitle: true,
      cell: ({ subject, line }) => subject ?? t('importing:line', { line }),
    },
    {
      id: 'outcome',
      label: t('importing:results.outcome'),
      cell: ({ outcome }) => (
        <Badge color={COLORS[outcome]} variant="light" tt="none" fw={550}>
          {t(`importing:count.${outcome}`)}
        </Badge>
      ),
    },
    { id: 'why', label: t('importing:results.why'), isProse: true, cell: ({ text }) => text },
    { id: 'line', label: t('importing:results.row'), align: 'right', cell: ({ line }) => line },
  ];
}
