import { Code, Popover, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../server/workspace/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { NoData } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AuditCheckLine } from './audit-check-line.tsx';
import { AuditedObject } from './audited-object.tsx';

type Row = Jsonified<AuditEntry>;

/** Who changed what, newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  const pages = usePages<AuditEntry>('/audit-entries');
  const columns: Column<Row>[] = [
    {
      id: 'action',
      label: t('settings:audit.action'),
      isTitle: true,
      cell: ({ action }) => t(`settings:audit.did.${action}`),
    },
    {
      id: 'object',
      label: t('settings:audit.object'),
      cell: (row) => <AuditedObject entry={row} />,
    },
    { id: 'actor', label: t('settings:audit.actor'), cell: ({ actorName }) => actorName },
    { id: 'change', label: t('settings:audit.change'), cell: (row) => <ChangeDetail entry={row} /> },
    {
      id: 'at',
      label: t('settings:audit.at'),
      align: 'right',
      cell: ({ at }) => <DateTime at={at} form="dateTime" />,
    },
  ];
  return (
    <>
      <PageHeader title={t('settings:audit.title')} detail={t('settings:audit.detail')} />
      <AuditCheckLine />
      <Panel isFlush>
        <DataTable
          label={t('settings:audit.title')}
          columns={columns}
          pages={pages}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('settings:audit.none')} />}
        />
      </Panel>
    </>
  );
}

function ChangeDetail({ entry }: { entry: Row }) {
  const { t } = useTranslation();
  if (!entry.before && !entry.after) return <NoData />;
  return (
    <Popover width={420} position="bottom-start">
      <Popover.Target>
        <UnstyledButton fz="inherit" c="var(--mantine-color-anchor)">
          {t('settings:audit.show')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {entry.before !== null && (
          <>
            <Text size="xs" c="dimmed">
              {t('settings:audit.before')}
            </Text>
            <Code block>{JSON.stringify(entry.before, null, 2)}</Code>
          </>
        )}
        {entry.after !== null && (
          <>
            <Text size="xs" c="dimmed" mt="xs">
              {t('settings:audit.after')}
            </Text>
            <Code block>{JSON.stringify(entry.after, null, 2)}</Code>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
