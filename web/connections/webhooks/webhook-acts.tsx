import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Webhook, WebhookWithSecret } from '../../../server/connections/webhooks/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type WebhookView, webhooksQuery } from './queries.ts';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

type Asked = 'edit' | 'rotate' | 'remove';

/** What can be done with an endpoint. */
export function WebhookActs({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/webhooks/${webhook.id}`;
  const close = () => setAsked(null);
  const isOn = webhook.status === 'active';
  const change = useMutation({
    mutationFn: (changed: object) => api.patch<Webhook>(path, changed),
    onSuccess: () => queryClient.invalidateQueries(webhooksQuery),
    onError: tellFailed,
  });
  const rotate = useMutation({
    mutationFn: () => api.post<WebhookWithSecret>(`${path}/secret-rotations`),
    onSuccess: async (rotated) => {
      close();
      setSecret(rotated.secret);
      await queryClient.invalidateQueries(webhooksQuery);
    },
    onError: tellFailed,
  });
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: async () => {
      tellDone(t('connections:webhooks.removed'));
      await navigate({ to: '/settings/webhooks' });
      await queryClient.invalidateQueries({ ...webhooksQuery, exact: true });
    },
    onError: tellFailed,
  });
  return (
    <>
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ status: isOn ? 'paused' : 'active' })}
      >
        {t(isOn ? 'connections:receiver.pause' : 'connections:receiver.switchOn')}
      </Button>
      <Button variant="default" onClick={() => setAsked('rotate')}>
        {t('connections:webhooks.rotate')}
      </Button>
      <Button variant="default" onClick={() => setAsked('edit')}>
        {t('action.edit')}
      </Button>
      <Button variant="default" onClick={() => setAsked('remove')}>
        {t('action.delete')}
      </Button>
      {asked === 'edit' && (
        <WebhookDialog
          title={t('connections:webhooks.edit')}
          action={t('action.save')}
          webhook={webhook}
          onClose={close}
          send={async (values) => {
            await api.patch<Webhook>(path, values);
            await queryClient.invalidateQueries(webhooksQuery);
            close();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={asked === 'rotate'}
        title={t('connections:webhooks.rotate')}
        action={t('connections:webhooks.rotate')}
        isBusy={rotate.isPending}
        onClose={close}
        onConfirm={() => rotate.mutate()}
      >
        {t('connections:webhooks.rotateDetail')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'remove'}
        title={t('connections:webhooks.remove')}
        action={t('action.delete')}
        isDangerous
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate()}
      >
        {t('connections:webhooks.removeDetail')}
      </ConfirmDialog>
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
