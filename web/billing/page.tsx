import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { ConnectionState } from './connection-state.tsx';
import { NewConnectionDialog } from './new-connection-dialog.tsx';
import { type ConnectionView, connectionsQuery } from './queries.ts';
import { SystemName } from './system-name.tsx';

/** The billing systems that are connected. */
export function BillingPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure(false);
  const connections = useQuery(connectionsQuery);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('billing:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('billing:title')} detail={t('billing:detail')} actions={add} />
      <Panel isFlush>
        <Loaded query={connections}>
          {({ data }) =>
            data.length > 0 ? (
              <ConnectionTable connections={data} />
            ) : (
              <EmptyState title={t('billing:none')} detail={t('billing:noneDetail')} action={add} />
            )
          }
        </Loaded>
      </Panel>
      {isAdding && <NewConnectionDialog onClose={adding.close} />}
    </>
  );
}

function ConnectionTable({ connections }: { connections: ConnectionView[] }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('billing:title')}
      rows={connections}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('billing:name'),
          isTitle: true,
          cell: ({ id, name }) => (
            <Anchor
              fz="sm"
              fw={600}
              renderRoot={(props) => (
                <Link to="/settings/billing/$connectionId" params={{ connectionId: id }} {...props} />
              )}
            >
              {name}
            </Anchor>
          ),
        },
        { id: 'kind', label: t('billing:kind'), cell: ({ kind }) => <SystemName kind={kind} /> },
        {
          id: 'state',
          label: t('billing:health'),
          cell: (connection) => <ConnectionState connection={connection} />,
        },
        { id: 'open', label: t('billing:backlog'), align: 'right', cell: ({ openCount }) => openCount },
        { id: 'failed', label: t('billing:failed'), align: 'right', cell: ({ failedCount }) => failedCount },
        {
          id: 'last',
          label: t('billing:last'),
          align: 'right',
          cell: ({ lastReceivedAt }) =>
            lastReceivedAt ? <DateTime at={lastReceivedAt} form="ago" /> : t('billing:never'),
        },
      ]}
    />
  );
}
