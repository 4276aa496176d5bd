import { Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import type { PersonRecord } from './detail.tsx';

interface EditPersonDialogProps {
  person: PersonRecord;
  onClose(): void;
}

/** Changes the record; refused when somebody else has changed it meanwhile. */
export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        name: person.name ?? '',
        email: person.email ?? '',
        title: person.title ?? '',
        phone: person.phone ?? '',
        country: person.country ?? '',
        channel: person.channel ?? '',
        ownerId: person.ownerId,
      },
    },
    async (values) => {
      const change = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]),
      );
      await api.patch(`/people/${person.id}`, { ...change, readAt: person.updatedAt });
      await queryClient.invalidateQueries({ queryKey: ['/people'] });
      tellDone(t('people:saved'));
      onClose();
    },
  );
  const label = (field: string) => t(`people:field.${field}`);
  return (
    <Modal
      opened
      onClose={onClose}
      title={person.name ?? person.email}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={label('name')} data-autofocus {...form.getInputProps('name')} />
            <TextInput label={label('email')} type="email" {...form.getInputProps('email')} />
            <TextInput label={label('title')} {...form.getInputProps('title')} />
            <TextInput label={label('phone')} {...form.getInputProps('phone')} />
            <TextInput label={label('country')} {...form.getInputProps('country')} />
            <TextInput label={label('channel')} {...form.getInputProps('channel')} />
            <Select
              label={label('owner')}
              data={owners}
              searchable
              clearable
              {...form.getInputProps('ownerId')}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
