import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { ownSessionsQuery } from '../queries.ts';
import { SessionTable } from './session-table.tsx';

/** Where one is signed in, each to be ended, or all but this. */
export function OwnSessions() {
  const { t } = useTranslation();
  const [isAsking, asking] = useDisclosure(false);
  const sessions = useQuery(ownSessionsQuery);
  const tellEnded = (count: number) => tellDone(t('settings:sessions.ended', { count }));
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/sessions/${id}`),
    onSuccess: () => tellEnded(1),
    onError: tellFailed,
  });
  const endOthers = useMutation({
    mutationFn: () => api.delete<{ count: number }>('/sessions'),
    onSuccess: ({ count }) => tellEnded(count),
    onError: tellFailed,
    onSettled: asking.close,
  });
  const hasOthers = (sessions.data?.data.length ?? 0) > 1;
  return (
    <Panel
      title={t('settings:sessions.title')}
      detail={t('settings:sessions.detail')}
      isFlush
      actions={
        hasOthers && (
          <Button size="xs" variant="default" onClick={asking.open}>
            {t('settings:sessions.endOthers')}
          </Button>
        )
      }
    >
      <Loaded query={sessions}>
        {({ data }) => (
          <SessionTable
            label={t('settings:sessions.title')}
            sessions={data}
            isBusy={end.isPending}
            onEnd={({ id }) => end.mutate(id)}
          />
        )}
      </Loaded>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('settings:sessions.endOthersTitle')}
        action={t('settings:sessions.endOthers')}
        isDangerous
        isBusy={endOthers.isPending}
        onClose={asking.close}
        onConfirm={() => endOthers.mutate()}
      >
        {t('settings:sessions.endOthersDetail')}
      </ConfirmDialog>
    </Panel>
  );
}
