import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { Count } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { DeskState } from './desk-state.tsx';
import { NewDeskDialog } from './new-desk-dialog.tsx';
import { type DeskView, desksQuery } from './queries.ts';
import { DESK_NAMES } from './systems.ts';

/** The help desks that are connected. */
export function DesksPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure(false);
  const desks = useQuery(desksQuery);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('desks:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('desks:title')} detail={t('desks:detail')} actions={add} />
      <Panel isFlush>
        <Loaded query={desks}>
          {({ data }) =>
            data.length > 0 ? (
              <DeskTable desks={data} />
            ) : (
              <EmptyState title={t('desks:none')} detail={t('desks:noneDetail')} action={add} />
            )
          }
        </Loaded>
      </Panel>
      {isAdding && <NewDeskDialog onClose={adding.close} />}
    </>
  );
}

function DeskTable({ desks }: { desks: DeskView[] }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('desks:title')}
      rows={desks}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('desks:name'),
          isTitle: true,
          cell: ({ id, name }) => (
            <Anchor
              fz="sm"
              fw={600}
              renderRoot={(props) => (
                <Link to="/settings/help-desks/$deskId" params={{ deskId: id }} {...props} />
              )}
            >
              {name}
            </Anchor>
          ),
        },
        { id: 'kind', label: t('desks:kind'), cell: ({ kind }) => DESK_NAMES[kind] },
        { id: 'state', label: t('desks:health'), cell: (desk) => <DeskState desk={desk} /> },
        {
          id: 'tickets',
          label: t('desks:tickets'),
          align: 'right',
          cell: ({ ticketCount }) => <Count value={ticketCount} />,
        },
        {
          id: 'waiting',
          label: t('desks:waiting'),
          align: 'right',
          cell: ({ waitingCount }) => <Count value={waitingCount} />,
        },
        {
          id: 'last',
          label: t('desks:last'),
          align: 'right',
          cell: ({ lastReceivedAt }) =>
            lastReceivedAt ? <DateTime at={lastReceivedAt} form="ago" /> : t('desks:never'),
        },
      ]}
    />
  );
}
