import { Modal, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { LikelyRecords } from '../duplicates/likely.tsx';

interface NewPersonDialogProps {
  /** Whose person it is; without one the new person's page is opened. */
  account?: { id: string; name: string };
  onClose(): void;
  onCreated?(personId: string): void;
}

/** An e-mail address is enough. */
export function NewPersonDialog({ account, onClose, onCreated }: NewPersonDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [entered, enter] = useState({});
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: { email: '', name: '', title: '', phone: '' },
      onValuesChange: ({ email, name, phone }) => enter({ email, name, phone }),
    },
    async (values) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      const { id } = await api.post<{ id: string }>('/people', { ...given, accountId: account?.id });
      await queryClient.invalidateQueries();
      tellDone(t(account ? 'people:createdOf' : 'people:created'));
      onClose();
      onCreated?.(id);
      if (!account) await navigate({ to: '/people/$personId', params: { personId: id } });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={account ? t('people:newOf', { account: account.name }) : t('people:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('people:field.email')} data-autofocus {...form.getInputProps('email')} />
          <TextInput label={t('people:field.name')} {...form.getInputProps('name')} />
          <SimpleGrid cols={2}>
            <TextInput label={t('people:field.title')} {...form.getInputProps('title')} />
            <TextInput label={t('people:field.phone')} {...form.getInputProps('phone')} />
          </SimpleGrid>
          <LikelyRecords object="person" entered={{ ...entered, accountId: account?.id }} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
