import { Checkbox, Code, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MACROS } from '../../../server/connections/postbacks/fill-template.ts';
import { TRIGGERS } from '../../../server/connections/postbacks/triggers.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import type { PostbackView } from './postbacks-panel.tsx';

interface Values extends Record<string, unknown> {
  url: string;
  eventTypes: string[];
}

interface DialogProps {
  title: string;
  action: string;
  postback?: PostbackView;
  onClose(): void;
  send(values: Values): Promise<unknown>;
}

/** Where a tracker is, and when it is called. */
export function PostbackDialog({ title, action, postback, onClose, send }: DialogProps) {
  const { t } = useTranslation();
  const { url = '', eventTypes = ['sale'] } = postback ?? {};
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { mode: 'controlled', initialValues: { url, eventTypes } },
    send,
  );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('connections:postbacks.url')}
            description={
              <>
                {t('connections:postbacks.urlHint')}{' '}
                <Code>{MACROS.map((name) => `{${name}}`).join(' ')}</Code>
              </>
            }
            placeholder="https://tracker.example/postback?clickid={sub1}&payout={payout}"
            required
            data-autofocus
            {...form.getInputProps('url')}
          />
          <Checkbox.Group label={t('connections:postbacks.when')} {...form.getInputProps('eventTypes')}>
            <Group mt={6}>
              {TRIGGERS.map((trigger) => (
                <Checkbox
                  key={trigger}
                  value={trigger}
                  label={t(`connections:postbacks.trigger.${trigger}`)}
                />
              ))}
            </Group>
          </Checkbox.Group>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{action}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
