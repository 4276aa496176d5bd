import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { memberSessionsQuery } from '../queries.ts';
import { SessionTable } from './session-table.tsx';

interface MemberSessionsDialogProps {
  member: { userId: string; name: string };
  onClose(): void;
}

/** Where a colleague is signed in to this workspace, to be ended one by one or all at once. */
export function MemberSessionsDialog({ member: { userId, name }, onClose }: MemberSessionsDialogProps) {
  const { t } = useTranslation();
  const sessions = useQuery(memberSessionsQuery(userId));
  const tellEnded = (count: number) => tellDone(t('settings:sessions.ended', { count }));
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/members/${userId}/sessions/${id}`),
    onSuccess: () => tellEnded(1),
    onError: tellFailed,
  });
  const endAll = useMutation({
    mutationFn: () => api.delete<{ count: number }>(`/members/${userId}/sessions`),
    onSuccess: ({ count }) => tellEnded(count),
    onError: tellFailed,
  });
  const title = t('settings:sessions.of', { name });
  const canEndAll = sessions.data?.data.some(({ isCurrent }) => !isCurrent) ?? false;
  const hasOwn = sessions.data?.data.some(({ isCurrent }) => isCurrent) ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('settings:sessions.ofDetail')}
        </Text>
        <Loaded query={sessions}>
          {({ data }) =>
            data.length === 0 ? (
              <EmptyState title={t('settings:sessions.none')} />
            ) : (
              <SessionTable
                label={title}
                sessions={data}
                isBusy={end.isPending}
                onEnd={({ id }) => end.mutate(id)}
              />
            )
          }
        </Loaded>
        {canEndAll && !hasOwn && (
          <Group justify="flex-end">
            <Button color="red.9" loading={endAll.isPending} onClick={() => endAll.mutate()}>
              {t('settings:sessions.endAll')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
