import { ActionIcon, Badge, Group, Select, Text } from '@mantine/core';
import { IconDevices, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../server/workspace/schema.ts';
import { HoldingsNotice } from '../customers/ownership/holdings-notice.tsx';
import { useCan, useSession } from '../shell/session.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { roleName, useRoleChoices } from './roles/role-name.ts';
import { MemberSessionsDialog } from './sessions/member-sessions-dialog.tsx';

type Row = Jsonified<Member>;

export function MemberTable({ members }: { members: Row[] }) {
  const { t } = useTranslation();
  const can = useCan();
  const { user, role } = useSession();
  const roles = useRoleChoices();
  const [leaving, setLeaving] = useState<Row | null>(null);
  const [watched, setWatched] = useState<Row | null>(null);
  const changeRole = useMemberAct(({ userId, role }: { userId: string; role: string }) =>
    api.patch(`/members/${userId}`, { role }),
  );
  const remove = useMemberAct((userId: string) => api.delete(`/members/${userId}`));
  const mayChange = can('members.write');
  return (
    <>
      <SimpleTable
        label={t('settings:members.title')}
        rows={members}
        rowKey={({ userId }) => userId}
        columns={[
          {
            id: 'name',
            label: t('settings:members.name'),
            isTitle: true,
            cell: ({ name, email }) => (
              <>
                {name}
                <Text size="xs" c="dimmed" fw={400}>
                  {email}
                </Text>
              </>
            ),
          },
          {
            id: 'role',
            label: t('settings:members.role'),
            cell: ({ userId, role, roleName: ownName, name }) =>
              mayChange ? (
                <Select
                  aria-label={t('settings:members.roleOf', { name })}
                  size="xs"
                  w={190}
                  data={roles}
                  value={role}
                  onChange={(value) => value && changeRole.mutate({ userId, role: value })}
                />
              ) : (
                roleName(t, { key: role, name: ownName })
              ),
          },
          {
            id: 'secondFactor',
            label: t('settings:secondFactor.column'),
            cell: ({ hasSecondFactor }) => (
              <Badge variant="light" color={hasSecondFactor ? 'teal' : 'gray'} tt="none">
                {hasSecondFactor ? t('settings:secondFactor.has') : t('settings:secondFactor.hasNot')}
              </Badge>
            ),
          },
          {
            id: 'since',
            label: t('settings:members.since'),
            align: 'right',
            cell: ({ createdAt }) => <DateTime at={createdAt} />,
          },
          ...(mayChange
            ? [
                {
                  id: 'remove',
                  label: t('settings:members.remove'),
                  isLabelHidden: true,
                  align: 'right' as const,
                  cell: (row: Row) => (
                    <MemberActs
                      member={row}
                      onWatch={row.role === 'owner' && role !== 'owner' ? null : () => setWatched(row)}
                      onRemove={row.userId === user.id ? null : () => setLeaving(row)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {watched && <MemberSessionsDialog member={watched} onClose={() => setWatched(null)} />}
      <ConfirmDialog
        isOpen={leaving !== null}
        title={t('settings:members.removeName', { name: leaving?.name })}
        action={t('settings:members.remove')}
        isDangerous
        isBusy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) remove.mutate(leaving.userId, { onSettled: () => setLeaving(null) });
        }}
      >
        {t('settings:members.removeDetail')}
        {leaving && <HoldingsNotice userId={leaving.userId} />}
      </ConfirmDialog>
    </>
  );
}

interface MemberActsProps {
  member: Row;
  /** Null where it is not allowed. */
  onWatch: (() => void) | null;
  onRemove: (() => void) | null;
}

function MemberActs({ member: { name }, onWatch, onRemove }: MemberActsProps) {
  const { t } = useTranslation();
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={!onWatch}
        aria-label={t('settings:sessions.show', { name })}
        onClick={onWatch ?? undefined}
      >
        <IconDevices size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={!onRemove}
        aria-label={t('settings:members.removeName', { name })}
        onClick={onRemove ?? undefined}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

function useMemberAct<Input>(act: (input: Input) => Promise<unknown>) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: act,
    onSuccess: () => tellDone(t('settings:saved')),
    onError: tellFailed,
  });
}
