import { Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { eventTypesQuery, type WebhookView } from './queries.ts';

export interface WebhookValues extends Record<string, unknown> {
  url: string;
  description: string;
  eventTypes: string[];
}

interface DialogProps {
  title: string;
  action: string;
  webhook?: WebhookView;
  onClose(): void;
  send(values: WebhookValues): Promise<unknown>;
}

/** Where it goes, and what is told. */
export function WebhookDialog({ title, action, webhook, onClose, send }: DialogProps) {
  const { t } = useTranslation();
  const types = useQuery(eventTypesQuery);
  const { url = '', description = '', eventTypes = [] } = webhook ?? {};
  const { form, onSubmit, isSending, refusal } = useServerForm<WebhookValues>(
    { mode: 'controlled', initialValues: { url, description, eventTypes } },
    send,
  );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('connections:webhooks.url')}
            description={t('connections:webhooks.urlHint')}
            placeholder="https://example.com/webhooks"
            required
            data-autofocus
            {...form.getInputProps('url')}
          />
          <TextInput label={t('connections:webhooks.description')} {...form.getInputProps('description')} />
          <MultiSelect
            label={t('connections:webhooks.events')}
            description={t('connections:webhooks.eventsHint')}
            data={(types.data?.data ?? []).map(({ type }) => type)}
            searchable
            clearable
            {...form.getInputProps('eventTypes')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{action}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
