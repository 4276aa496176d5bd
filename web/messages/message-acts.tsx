import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type MessageRow, useMessageAct } from './queries.ts';

interface MessageActsProps {
  message: Pick<MessageRow, 'id' | 'state' | 'recipient'>;
  /** Whether a mail server is set up. */
  canSend: boolean;
  onDiscarded(): void;
}

/** Sends a mail now, or throws it away before it leaves. */
export function MessageActs({ message, canSend, onDiscarded }: MessageActsProps) {
  const { t } = useTranslation();
  const can = useCan();
  const act = useMessageAct(message.id);
  const [isAsked, ask] = useState(false);
  const { state, recipient } = message;
  if (!can('messages.write') || state === 'discarded') return null;
  return (
    <Group justify="flex-end">
      {state !== 'sent' && (
        <Button variant="default" onClick={() => ask(true)}>
          {t('messages:discard.action')}
        </Button>
      )}
      {canSend && state !== 'queued' && (
        <Button
          loading={act.isPending && act.variables === 'send'}
          onClick={() =>
            act.mutate('send', { onSuccess: () => tellDone(t('messages:onItsWay', { recipient })) })
          }
        >
          {t(state === 'sent' ? 'messages:sendAgain' : 'messages:sendNow')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={t('messages:discard.title')}
        action={t('messages:discard.action')}
        isDangerous
        isBusy={act.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          act.mutate('discard', {
            onSuccess: () => {
              tellDone(t('messages:discard.done'));
              onDiscarded();
            },
            onSettled: () => ask(false),
          })
        }
      >
        {t('messages:discard.detail', { recipient })}
      </ConfirmDialog>
    </Group>
  );
}
