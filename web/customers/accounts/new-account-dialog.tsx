import { Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { useCountries } from '../../ui/countries.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { LikelyRecords } from '../duplicates/likely.tsx';
import { useOwnerOptions } from '../queries.ts';

interface NewAccountDialogProps {
  isOpen: boolean;
  onClose(): void;
}

export function NewAccountDialog({ isOpen, onClose }: NewAccountDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('accounts:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <NewAccountForm onClose={onClose} />
    </Modal>
  );
}

function NewAccountForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [entered, enter] = useState({});
  const owners = useOwnerOptions();
  const countries = useCountries();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        name: '',
        domain: '',
        industry: '',
        country: '',
        channel: '',
        ownerId: null as string | null,
      },
      onValuesChange: ({ name, domain }) => enter({ name, domain }),
    },
    async (values) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      const { id } = await api.post<{ id: string }>('/accounts', given);
      await queryClient.invalidateQueries({ queryKey: ['/accounts'] });
      tellDone(t('accounts:created'));
      onClose();
      await navigate({ to: '/accounts/$accountId', params: { accountId: id } });
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t('accounts:companyName')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput label={t('accounts:field.domain')} {...form.getInputProps('domain')} />
        <SimpleGrid cols={2}>
          <TextInput label={t('accounts:field.industry')} {...form.getInputProps('industry')} />
          <Select
            label={t('accounts:field.country')}
            data={countries}
            searchable
            clearable
            {...form.getInputProps('country')}
          />
          <TextInput label={t('accounts:field.channel')} {...form.getInputProps('channel')} />
          <Select
            label={t('accounts:field.owner')}
            data={owners}
            clearable
            searchable
            {...form.getInputProps('ownerId')}
          />
        </SimpleGrid>
        <LikelyRecords object="account" entered={entered} />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
      </Stack>
    </form>
  );
}
