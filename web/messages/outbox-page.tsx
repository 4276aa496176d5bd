import { UnstyledButton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageState, STATES } from './message-state.tsx';
import { OutboxNotice } from './outbox-notice.tsx';
import { type MessageRow, useMessages, useOutboxState } from './queries.ts';

const route = getRouteApi('/shell/outbox');

/** Every mail that was written, whether it has left or waits here. */
export function OutboxPage() {
  const { t } = useTranslation();
  const { message, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const outbox = useOutboxState();
  const countOf = (state: MessageRow['state']) => outbox.data?.counts[state] ?? 0;
  return (
    <>
      <PageHeader title={t('messages:title')} detail={t('messages:detail')} />
      {outbox.data && <OutboxNotice outbox={outbox.data} />}
      <Panel isFlush>
        <FilterBar
          filters={[
            {
              kind: 'choice',
              name: 'state',
              label: t('messages:column.state'),
              options: STATES.map((value) => ({
                value,
                label: `${t(`messages:state.${value}`)} (${countOf(value)})`,
              })),
            },
          ]}
          values={filters}
          onChange={change}
        />
        <DataTable
          label={t('messages:title')}
          columns={useColumns((id) => change({ message: id }))}
          pages={useMessages(filters)}
          rowKey={({ id }) => id}
          empty={
            filters.state ? (
              <EmptyState title={t('table.nothingMatches')} detail={t('table.nothingMatchesDetail')} />
            ) : (
              <EmptyState title={t('messages:none')} detail={t('messages:noneDetail')} />
            )
          }
        />
      </Panel>
      <MessageDrawer
        messageId={message}
        canSend={outbox.data?.canSend ?? false}
        onClose={() => change({ message: undefined })}
      />
    </>
  );
}

function useColumns(onOpen: (messageId: string) => void): Column<MessageRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'subject',
      label: t('messages:column.subject'),
      isTitle: true,
      cell: ({ id, subject }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600} c="var(--mantine-color-anchor)" ta="left">
          {subject}
        </UnstyledButton>
      ),
    },
    { id: 'recipient', label: t('messages:column.recipient'), cell: ({ recipient }) => recipient },
    { id: 'kind', label: t('messages:column.kind'), cell: ({ kind }) => t(`messages:kind.${kind}`) },
    { id: 'state', label: t('messages:column.state'), cell: ({ state }) => <MessageState state={state} /> },
    {
      id: 'written',
      label: t('messages:column.written'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
    {
      id: 'sent',
      label: t('messages:column.sent'),
      align: 'right',
      cell: ({ sentAt }) => <DateTime at={sentAt} form="ago" />,
    },
  ];
}
