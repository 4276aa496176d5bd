import { Modal, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { useCountries } from '../../ui/countries.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import type { AccountRecord } from './queries.ts';

const STAGES = ['lead', 'trial', 'customer', 'churned'];

interface EditAccountDialogProps {
  account: AccountRecord;
  onClose(): void;
}

/** Changes the record; refused when somebody else has changed it meanwhile. */
export function EditAccountDialog({ account, onClose }: EditAccountDialogProps) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const countries = useCountries(account.country ?? undefined);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        name: account.name,
        domain: account.domain ?? '',
        industry: account.industry ?? '',
        country: account.country ?? '',
        planTier: account.planTier ?? '',
        channel: account.channel ?? '',
        seats: account.seats ?? '',
        ownerId: account.ownerId,
        stage: account.stage as string,
      },
    },
    async (values) => {
      const change = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]),
      );
      await api.patch(`/accounts/${account.id}`, { ...change, readAt: account.updatedAt });
      await queryClient.invalidateQueries({ queryKey: ['/accounts'] });
      await queryClient.invalidateQueries({ queryKey: [`/accounts/${account.id}/timeline`] });
      tellDone(t('accounts:saved'));
      onClose();
    },
  );
  const label = (field: string) => t(`accounts:field.${field}`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={account.name}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label={t('accounts:companyName')}
              required
              data-autofocus
              {...form.getInputProps('name')}
            />
            <TextInput label={label('domain')} {...form.getInputProps('domain')} />
            <TextInput label={label('industry')} {...form.getInputProps('industry')} />
            <Select
              label={label('country')}
              data={countries}
              searchable
              clearable
              {...form.getInputProps('country')}
            />
            <TextInput label={label('plan')} {...form.getInputProps('planTier')} />
            <TextInput label={label('channel')} {...form.getInputProps('channel')} />
            <NumberInput label={label('seats')} min={0} {...form.getInputProps('seats')} />
            <Select
              label={label('owner')}
              data={owners}
              searchable
              clearable
              {...form.getInputProps('ownerId')}
            />
            <Select
              label={label('stage')}
              data={STAGES.map((value) => ({ value, label: t(`customers:stage.${value}`) }))}
              {...form.getInputProps('stage')}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
