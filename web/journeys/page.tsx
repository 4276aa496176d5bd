import { Anchor, Button, Menu, SegmentedControl, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Count, Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { PlaybookStatus } from './marks.tsx';
import { type PlaybookRow, playbooksQuery, presetsQuery } from './queries.ts';

const route = getRouteApi('/shell/playbooks');

/** The playbooks there are, with what came of each. */
export function PlaybooksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = route.useNavigate();
  const { status = 'use' } = route.useSearch();
  const playbooks = useQuery(playbooksQuery);
  const add = can('playbooks.write') && <AddMenu />;
  const isShown = (row: PlaybookRow) => (row.status === 'archived') === (status === 'archived');
  return (
    <>
      <PageHeader title={t('playbooks:title')} detail={t('playbooks:detail')} actions={add} />
      <Panel
        isFlush
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('playbooks:shown')}
            value={status}
            onChange={(next) =>
              navigate({ search: next === 'archived' ? { status: next } : {}, replace: true })
            }
            data={['use', 'archived'].map((value) => ({ value, label: t(`playbooks:show.${value}`) }))}
          />
        }
      >
        <Loaded query={playbooks}>
          {({ data }) =>
            data.some(isShown) ? (
              <PlaybookTable playbooks={data.filter(isShown)} />
            ) : (
              <EmptyState title={t('playbooks:none')} detail={t('playbooks:noneDetail')} action={add} />
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}

/** Starts from what most companies need, or from nothing. */
function AddMenu() {
  const { t } = useTranslation();
  const { data } = useQuery(presetsQuery);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />}>{t('playbooks:new')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(data?.data ?? []).map(({ purpose, name }) => (
          <Menu.Item
            key={purpose}
            renderRoot={(props) => <Link to="/playbooks/new" search={{ preset: purpose }} {...props} />}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link to="/playbooks/new" search={{}} {...props} />}>
          {t('playbooks:empty')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PlaybookTable({ playbooks }: { playbooks: PlaybookRow[] }) {
  const { t } = useTranslation();
  const label = (column: string) => t(`playbooks:column.${column}`);
  return (
    <SimpleTable
      label={t('playbooks:title')}
      rows={playbooks}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: label('name'), isTitle: true, cell: (row) => <PlaybookName playbook={row} /> },
        { id: 'status', label: label('status'), cell: (row) => <PlaybookStatus status={row.status} /> },
        {
          ...{ id: 'running', label: label('running'), align: 'right' },
          cell: ({ counts }) => <Count value={counts.running} />,
        },
        {
          ...{ id: 'ended', label: label('ended'), align: 'right' },
          cell: ({ counts }) => <Count value={counts.ended} />,
        },
        {
          ...{ id: 'share', label: label('share'), align: 'right' },
          cell: ({ counts }) => (
            <Share share={counts.ended > 0 ? counts.succeeded / counts.ended : null} fractionDigits={0} />
          ),
        },
      ]}
    />
  );
}

function PlaybookName({ playbook: { id, name, purpose } }: { playbook: PlaybookRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor
        fz="sm"
        fw={600}
        renderRoot={(props) => <Link to="/playbooks/$playbookId" params={{ playbookId: id }} {...props} />}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {t(`playbooks:purpose.${purpose}`)}
      </Text>
    </>
  );
}
