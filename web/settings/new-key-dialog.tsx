import {
  Alert,
  Button,
  Code,
  Group,
  Modal,
  MultiSelect,
  SegmentedControl,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedApiKey } from '../../server/workspace/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { useSession } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { keysQuery } from './queries.ts';

/** Makes a key, then shows its secret: once, and only here. */
export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings:keys.new')}
      closeOnClickOutside={secret === null}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {secret === null ? <NewKeyForm onCreated={setSecret} /> : <Secret secret={secret} onClose={onClose} />}
    </Modal>
  );
}

function NewKeyForm({ onCreated }: { onCreated(secret: string): void }) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { name: '', kind: 'secret', scopes: [] as string[] } },
    async ({ name, kind, scopes }) => {
      const isLimited = kind === 'secret' && scopes.length > 0;
      const created = await api.post<CreatedApiKey>('/api-keys', {
        name,
        kind,
        ...(isLimited ? { scopes } : {}),
      });
      await queryClient.invalidateQueries(keysQuery);
      onCreated(created.key);
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t('settings:keys.name')}
          description={t('settings:keys.nameHint')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <SegmentedControl
          aria-label={t('settings:keys.kind.label')}
          data={[
            { value: 'secret', label: t('settings:keys.kind.secret') },
            { value: 'publishable', label: t('settings:keys.kind.publishable') },
          ]}
          {...form.getInputProps('kind')}
        />
        {form.values.kind === 'secret' && (
          <MultiSelect
            label={t('settings:keys.scopes')}
            description={t('settings:keys.scopesHint')}
            data={permissions}
            searchable
            clearable
            {...form.getInputProps('scopes')}
          />
        )}
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('settings:keys.create')}</SubmitButton>
      </Stack>
    </form>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Alert color="yellow">{t('settings:keys.once')}</Alert>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group justify="space-between">
        <CopyButton value={secret} label={t('action.copy')} />
        <Button onClick={onClose}>{t('settings:keys.kept')}</Button>
      </Group>
    </Stack>
  );
}
