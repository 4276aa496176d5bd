import { Alert, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { MessageActs } from './message-acts.tsx';
import { MessageState } from './message-state.tsx';
import { type MessageView, useMessage } from './queries.ts';

interface MessageDrawerProps {
  messageId: string | undefined;
  canSend: boolean;
  onClose(): void;
}

/** One mail as it was written, to read, to send, or to copy into a mail program of one's own. */
export function MessageDrawer({ messageId, canSend, onClose }: MessageDrawerProps) {
  const { t } = useTranslation();
  const message = useMessage(messageId);
  return (
    <Drawer
      opened={messageId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('messages:mail')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={message}>
        {(shown) => (
          <Stack>
            <Group justify="space-between" align="flex-start">
              <Title order={2}>{shown.subject}</Title>
              <MessageState state={shown.state} />
            </Group>
            <Stack gap={6}>
              <Fact label={t('messages:column.recipient')}>{shown.recipient}</Fact>
              <Fact label={t('messages:column.sender')}>{shown.sender}</Fact>
              <Fact label={t('messages:column.replyTo')}>{shown.replyTo}</Fact>
              <Fact label={t('messages:column.written')}>
                <DateTime at={shown.createdAt} form="dateTime" />
              </Fact>
              <Fact label={t('messages:column.sent')}>
                {shown.sentAt && <DateTime at={shown.sentAt} form="dateTime" />}
              </Fact>
            </Stack>
            {shown.error && (
              <Alert color="red" title={t('messages:refused')}>
                {shown.error}
              </Alert>
            )}
            <MailText message={shown} />
            <MessageActs key={shown.id} message={shown} canSend={canSend} onDiscarded={onClose} />
          </Stack>
        )}
      </Loaded>
    </Drawer>
  );
}

function MailText({ message }: { message: MessageView }) {
  const { t } = useTranslation();
  if (message.text === null) return <Alert color="gray">{t('messages:confidential')}</Alert>;
  return (
    <Panel actions={<CopyButton value={message.text} label={t('messages:copy')} />}>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {message.text}
      </Text>
    </Panel>
  );
}
