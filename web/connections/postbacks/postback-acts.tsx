import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Postback } from '../../../server/connections/postbacks/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { PostbackDialog } from './postback-dialog.tsx';
import type { PostbackView } from './postbacks-panel.tsx';

interface ActsProps {
  /** Of all of them, below `/api/v1`. */
  path: string;
  postback: PostbackView;
  onLog(): void;
}

/** What can be done with a postback. */
export function PostbackActs({ path, postback, onLog }: ActsProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'edit' | 'remove' | null>(null);
  const close = () => setAsked(null);
  const own = `${path}/${postback.id}`;
  const isOn = postback.status === 'active';
  const refresh = () => queryClient.invalidateQueries({ queryKey: [path] });
  const change = useMutation({
    mutationFn: () => api.patch<Postback>(own, { status: isOn ? 'paused' : 'active' }),
    onSuccess: refresh,
    onError: tellFailed,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(own),
    onSuccess: async () => {
      tellDone(t('connections:postbacks.removed'));
      await refresh();
    },
    onError: tellFailed,
  });
  return (
    <Group gap={0} justify="flex-end">
      <Button variant="subtle" size="compact-sm" onClick={onLog}>
        {t('connections:postbacks.log')}
      </Button>
      <Button variant="subtle" size="compact-sm" loading={change.isPending} onClick={() => change.mutate()}>
        {t(isOn ? 'connections:receiver.pause' : 'connections:receiver.switchOn')}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => setAsked('edit')}>
        {t('action.edit')}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => setAsked('remove')}>
        {t('action.delete')}
      </Button>
      {asked === 'edit' && (
        <PostbackDialog
          title={t('connections:postbacks.edit')}
          action={t('action.save')}
          postback={postback}
          onClose={close}
          send={async (values) => {
            await api.patch<Postback>(own, values);
            await refresh();
            close();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={asked === 'remove'}
        title={t('connections:postbacks.remove')}
        action={t('action.delete')}
        isDangerous
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate()}
      >
        {t('connections:postbacks.removeDetail')}
      </ConfirmDialog>
    </Group>
  );
}
