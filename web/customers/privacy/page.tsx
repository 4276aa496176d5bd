import { Code, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonErasure } from '../../../server/customers/privacy/schema.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Count } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { ErasureRow } from './queries.ts';
import { RetentionPanel } from './retention-panel.tsx';

/** Who was erased, when and by whom: by the number of the record alone. */
export function PrivacyPage() {
  const { t } = useTranslation();
  const pages = usePages<PersonErasure>('/erasures');
  return (
    <>
      <PageHeader title={t('privacy:title')} detail={t('privacy:detail')} />
      <Stack gap="lg">
        <RetentionPanel />
        <Panel title={t('privacy:erasures')} detail={t('privacy:erasuresDetail')} isFlush>
          <DataTable<ErasureRow>
            label={t('privacy:erasures')}
            columns={useColumns()}
            pages={pages}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('privacy:none')} detail={t('privacy:noneDetail')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<ErasureRow>[] {
  const { t } = useTranslation();
  const sumOf = ({ parts }: ErasureRow, kind: 'removed' | 'blanked' | 'kept') =>
    parts.reduce((sum, part) => sum + part[kind], 0);
  return [
    {
      id: 'person',
      label: t('privacy:record'),
      isTitle: true,
      cell: ({ personId }) => <Code>{personId}</Code>,
    },
    {
      id: 'at',
      label: t('privacy:at'),
      cell: ({ erasedAt }) => <DateTime at={erasedAt} form="dateTime" />,
    },
    { id: 'by', label: t('privacy:by'), cell: ({ erasedByName }) => erasedByName },
    ...(['removed', 'blanked', 'kept'] as const).map((kind) => ({
      id: kind,
      label: t(`privacy:erase.${kind}`),
      align: 'right' as const,
      cell: (row: ErasureRow) => <Count value={sumOf(row, kind)} />,
    })),
  ];
}
