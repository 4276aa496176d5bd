import { Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useSession } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { RecordPicker } from '../record-picker.tsx';
import { usePipelines } from './queries.ts';

interface NewDealDialogProps {
  /** From an account's page. */
  account?: { id: string; name: string };
  /** From a person's page. */
  personId?: string;
  onClose(): void;
}

/** A name is enough; everything else can come later. */
export function NewDealDialog(props: NewDealDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('deals:new')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <NewDealForm {...props} />
    </Modal>
  );
}

function NewDealForm({ account, personId, onClose }: NewDealDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { workspace } = useSession();
  const owners = useOwnerOptions();
  const { pipelines } = usePipelines();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        ...{ name: '', accountId: account?.id ?? null, amountMinor: null as number | null },
        ...{ expectedOn: null as string | null, ownerId: null as string | null, nextStep: '' },
        pipelineId: null as string | null,
      },
    },
    async (values) => {
      const given = Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== null && value !== ''),
      );
      const people = personId ? { people: [{ personId }] } : {};
      const { id } = await api.post<{ id: string }>('/deals', { ...given, ...people });
      await queryClient.invalidateQueries();
      tellDone(t('deals:done.created'));
      onClose();
      await navigate({ to: '/deals/$dealId', params: { dealId: id } });
    },
  );
  const label = (field: string) => t(`deals:field.${field}`);
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
        <RecordPicker
          object="account"
          label={label('account')}
          value={form.getValues().accountId}
          name={account?.name}
          onChange={(id) => form.setFieldValue('accountId', id)}
          error={form.errors.accountId}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <MinorInput
            label={label('amount')}
            currency={workspace.currency}
            amountMinor={form.getValues().amountMinor}
            onChange={(amountMinor) => form.setFieldValue('amountMinor', amountMinor)}
            error={form.errors.amountMinor}
          />
          <DayField label={label('expectedOn')} clearable {...form.getInputProps('expectedOn')} />
          <Select
            label={label('owner')}
            placeholder={t('deals:me')}
            data={owners}
            searchable
            clearable
            {...form.getInputProps('ownerId')}
          />
          {pipelines.length > 1 && (
            <Select
              label={label('pipeline')}
              placeholder={pipelines.find(({ isDefault }) => isDefault)?.name}
              data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
              clearable
              {...form.getInputProps('pipelineId')}
            />
          )}
        </SimpleGrid>
        <TextInput label={label('nextStep')} {...form.getInputProps('nextStep')} />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
      </Stack>
    </form>
  );
}
