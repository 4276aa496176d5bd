import { Alert, Button, Text } from '@mantine/core';
import { IconMailPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { OutboxState } from '../../server/messages/schema.ts';
import { useCan } from '../shell/session.ts';
import { tellDone } from '../ui/toast.tsx';
import { useSendHeld } from './queries.ts';

/** Why mails wait here, and how they get on their way; nothing while none waits and all can be sent. */
export function OutboxNotice({ outbox }: { outbox: z.infer<typeof OutboxState> }) {
  const { t } = useTranslation();
  const can = useCan();
  const send = useSendHeld();
  const { held } = outbox.counts;
  if (outbox.canSend && held === 0) return null;
  return (
    <Alert
      mb="lg"
      color="yellow"
      icon={<IconMailPause size={18} />}
      title={outbox.canSend ? t('messages:held.title', { count: held }) : t('messages:noServer.title')}
    >
      {outbox.canSend ? (
        can('messages.write') && (
          <Button
            size="xs"
            loading={send.isPending}
            onClick={() =>
              send.mutate(undefined, {
                onSuccess: ({ count }) => tellDone(t('messages:held.sent', { count })),
              })
            }
          >
            {t('messages:held.send')}
          </Button>
        )
      ) : (
        <Text size="sm">{t('messages:noServer.detail')}</Text>
      )}
    </Alert>
  );
}
