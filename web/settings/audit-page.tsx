import { Code, Popover, Text, UnstyledButton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../server/workspace/audit-log/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { NoData } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AuditCheckLine } from './audit-check-line.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { AuditedObject } from './audited-object.tsx';

type Row = Jsonified<AuditEntry>;

const route = getRouteApi('/shell/settings/audit');

/** Who saw and changed what, newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  const query = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages<AuditEntry>('/audit-entries', query);
  const isFiltered = Object.keys(query).length > 0;
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
        <AuditFilterBar
          values={query}
          onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
        />
        <DataTable
          label={t('settings:audit.title')}
          columns={columns}
          pages={pages}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'settings:audit.none')}
              detail={isFiltered ? t('table.nothingMatchesDetail') : undefined}
            />
          }
        />
      </Panel>
    </>
  );
}

function ChangeDetail({ entry }: { entry: Row }) {
  const { t } = useTranslation();
  // That a record was seen changed nothing: what is kept of it is its name.
  if ((!entry.before && !entry.after) || entry.action.endsWith('.seen')) return <NoData />;
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
