import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../server/workspace/teams/schema.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { teamsQuery } from '../queries.ts';
import { TeamDialog } from './team-dialog.tsx';

/** Who works together; with the row scope team, they reach what each of them owns. */
export function TeamsPage() {
  const { t } = useTranslation();
  const mayWrite = useCan()('teams.write');
  const teams = useQuery(teamsQuery);
  const [opened, setOpened] = useState<Team | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Team | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`/teams/${id}`),
    onSuccess: () => tellDone(t('access:teams.deleted')),
    onError: tellFailed,
    onSettled: () => setLeaving(null),
  });
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened('new')}>
      {t('access:teams.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('access:teams.title')} detail={t('access:teams.detail')} actions={add} />
      <Panel isFlush>
        <Loaded query={teams}>
          {({ data }) =>
            data.length === 0 ? (
              <EmptyState title={t('access:teams.none')} detail={t('access:teams.noneDetail')} />
            ) : (
              <TeamTable teams={data} onOpen={setOpened} onRemove={setLeaving} />
            )
          }
        </Loaded>
      </Panel>
      {opened && <TeamDialog team={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
      <ConfirmDialog
        isOpen={leaving !== null}
        title={t('access:teams.deleteName', { name: leaving?.name })}
        action={t('action.delete')}
        isDangerous
        isBusy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving && remove.mutate(leaving.id)}
      >
        {t('access:teams.deleteDetail')}
      </ConfirmDialog>
    </>
  );
}

interface TeamTableProps {
  teams: Team[];
  onOpen(team: Team): void;
  onRemove(team: Team): void;
}

function TeamTable({ teams, onOpen, onRemove }: TeamTableProps) {
  const { t } = useTranslation();
  const mayWrite = useCan()('teams.write');
  return (
    <SimpleTable
      label={t('access:teams.title')}
      rows={teams}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('access:teams.name'),
          isTitle: true,
          cell: (team) =>
            mayWrite ? (
              <Button variant="transparent" size="compact-sm" px={0} onClick={() => onOpen(team)}>
                {team.name}
              </Button>
            ) : (
              team.name
            ),
        },
        {
          id: 'lead',
          label: t('access:teams.lead'),
          cell: ({ leadId, members }) => members.find(({ userId }) => userId === leadId)?.name ?? '–',
        },
        {
          id: 'members',
          label: t('access:teams.members'),
          cell: ({ members }) => members.map(({ name }) => name).join(', ') || '–',
        },
        ...(mayWrite
          ? [
              {
                id: 'acts',
                label: t('access:roles.acts'),
                isLabelHidden: true,
                align: 'right' as const,
                cell: (team: Team) => (
                  <Group justify="flex-end">
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('access:teams.deleteName', { name: team.name })}
                      onClick={() => onRemove(team)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Group>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
