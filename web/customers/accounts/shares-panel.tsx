import { ActionIcon, Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountShare } from '../../../server/customers/shares/schema.ts';
import { membersQuery, teamsQuery } from '../../settings/queries.ts';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

const sharesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['/accounts', accountId, 'shares'],
    queryFn: () => api.get<{ data: AccountShare[] }>(`/accounts/${accountId}/shares`),
  });

type Share = Jsonified<AccountShare>;

/** Who reaches the account beyond its owner, to read or to edit. */
export function SharesPanel({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const shares = useQuery(sharesQuery(accountId));
  const mayShare = can('accounts.write') && can('members.read');
  return (
    <Panel title={t('accounts:shares.title')} detail={t('accounts:shares.detail')}>
      <Loaded query={shares} lines={1}>
        {({ data }) => (
          <Stack gap="xs">
            {data.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('accounts:shares.none')}
              </Text>
            )}
            {data.map((share) => (
              <ShareLine key={share.id} accountId={accountId} share={share} />
            ))}
            {mayShare && <ShareForm accountId={accountId} shared={data} />}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function ShareLine({ accountId, share }: { accountId: string; share: Share }) {
  const { t } = useTranslation();
  const can = useCan();
  const { userId, teamId, canEdit, name } = share;
  const undo = async () => {
    await api.put(`/accounts/${accountId}/shares`, { ...(userId ? { userId } : { teamId }), canEdit });
    await queryClient.invalidateQueries(sharesQuery(accountId));
  };
  const revoke = useMutation({
    mutationFn: () => api.delete(`/accounts/${accountId}/shares/${share.id}`),
    onSuccess: () => tellDone(t('accounts:shares.revoked', { name }), undo),
    onError: tellFailed,
  });
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="xs">
        <Text size="sm">{name}</Text>
        <Badge variant="light" tt="none" color={canEdit ? 'teal' : 'gray'}>
          {t(canEdit ? 'accounts:shares.edit' : 'accounts:shares.read')}
        </Badge>
      </Group>
      {can('accounts.write') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={revoke.isPending}
          aria-label={t('accounts:shares.revokeName', { name })}
          onClick={() => revoke.mutate()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

function ShareForm({ accountId, shared }: { accountId: string; shared: Share[] }) {
  const { t } = useTranslation();
  const members = useQuery(membersQuery).data?.data ?? [];
  const teams = useQuery(teamsQuery).data?.data ?? [];
  const [holder, setHolder] = useState<string | null>(null);
  const [level, setLevel] = useState('read');
  const share = useMutation({
    mutationFn: () => {
      const isTeam = teams.some(({ id }) => id === holder);
      const named = isTeam ? { teamId: holder } : { userId: holder };
      return api.put(`/accounts/${accountId}/shares`, { ...named, canEdit: level === 'edit' });
    },
    onSuccess: () => {
      tellDone(t('accounts:shares.done'));
      setHolder(null);
    },
    onError: tellFailed,
  });
  const isFree = ({ value }: { value: string }) =>
    !shared.some(({ userId, teamId }) => userId === value || teamId === value);
  const choices = [
    {
      group: t('access:teams.title'),
      items: teams.map(({ id, name }) => ({ value: id, label: name })).filter(isFree),
    },
    {
      group: t('settings:members.title'),
      items: members.map(({ userId, name }) => ({ value: userId, label: name })).filter(isFree),
    },
  ];
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={t('accounts:shares.with')}
        data={choices}
        value={holder}
        searchable
        flex={1}
        miw={140}
        onChange={setHolder}
      />
      <Select
        aria-label={t('accounts:shares.level')}
        data={['read', 'edit'].map((value) => ({ value, label: t(`accounts:shares.${value}`) }))}
        value={level}
        allowDeselect={false}
        w={110}
        onChange={(value) => setLevel(value ?? 'read')}
      />
      <Button variant="default" disabled={!holder} loading={share.isPending} onClick={() => share.mutate()}>
        {t('accounts:shares.share')}
      </Button>
    </Group>
  );
}
