import { Anchor, Badge, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TakeoverView } from '../../server/takeovers/schema.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { BeginTakeover } from './begin-takeover.tsx';
import type { TakeoverRow } from './queries.ts';

/** Where a program comes from another platform; below stands what came before. */
export function TakeoversPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('takeovers:title')} detail={t('takeovers:detail')} />
      <Stack>
        <BeginTakeover />
        <Panel title={t('takeovers:history')} isFlush>
          <DataTable
            label={t('takeovers:history')}
            columns={useColumns()}
            pages={usePages<TakeoverView>('/takeovers')}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('takeovers:none')} detail={t('takeovers:noneDetail')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<TakeoverRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'platform',
      label: t('takeovers:column.platform'),
      isTitle: true,
      cell: ({ id, platformName }) => (
        <Anchor
          inherit
          c="var(--mantine-color-text)"
          renderRoot={(props) => <Link to="/takeovers/$takeoverId" params={{ takeoverId: id }} {...props} />}
        >
          {platformName}
        </Anchor>
      ),
    },
    {
      id: 'state',
      label: t('takeovers:column.state'),
      cell: ({ undoneAt }) => (
        <Badge color={undoneAt ? 'gray' : 'teal'} variant="light" tt="none" fw={550}>
          {t(`takeovers:state.${undoneAt ? 'undone' : 'standing'}`)}
        </Badge>
      ),
    },
    {
      id: 'made',
      label: t('takeovers:column.made'),
      isProse: true,
      cell: ({ made }) => t('takeovers:made', made),
    },
    { id: 'by', label: t('takeovers:column.by'), cell: ({ createdByName }) => createdByName },
    {
      id: 'at',
      label: t('takeovers:column.at'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
  ];
}
