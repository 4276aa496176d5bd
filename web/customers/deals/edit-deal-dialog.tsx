import { Modal, NumberInput, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { RecordPicker } from '../record-picker.tsx';
import type { DealRecord } from './queries.ts';

interface EditDealDialogProps {
  deal: DealRecord;
  onClose(): void;
}

/** Changes the deal; refused when somebody else has changed it meanwhile. */
export function EditDealDialog({ deal, onClose }: EditDealDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: toValues(deal) },
    async ({ amountMinor, ...values }) => {
      const change = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]),
      );
      // With lines the amount is theirs.
      const amount = deal.lines.length > 0 ? {} : { amountMinor };
      await api.patch(`/deals/${deal.id}`, { ...change, ...amount, version: deal.version });
      await queryClient.invalidateQueries();
      tellDone(t('deals:done.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={deal.name}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Fields deal={deal} form={form} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function toValues(deal: DealRecord) {
  const { name, accountId, amountMinor, expectedOn, ownerId, competitors } = deal;
  return {
    ...{ name, accountId, amountMinor, expectedOn, ownerId, competitors },
    ...{ probability: deal.ownProbability ?? ('' as number | ''), nextStep: deal.nextStep ?? '' },
    ...{ channel: deal.channel ?? '', source: deal.source ?? '' },
  };
}

type DealForm = ReturnType<typeof useServerForm<ReturnType<typeof toValues>>>['form'];

function Fields({ deal, form }: { deal: DealRecord; form: DealForm }) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const label = (field: string) => t(`deals:field.${field}`);
  return (
    <>
      <TextInput label={label('name')} required data-autofocus {...form.getInputProps('name')} />
      <TextInput label={label('nextStep')} {...form.getInputProps('nextStep')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <RecordPicker
          object="account"
          label={label('account')}
          value={form.getValues().accountId}
          name={deal.accountName}
          onChange={(id) => form.setFieldValue('accountId', id)}
          error={form.errors.accountId}
        />
        <Select
          label={label('owner')}
          data={owners}
          searchable
          clearable
          {...form.getInputProps('ownerId')}
        />
        {deal.lines.length === 0 && (
          <MinorInput
            label={label('amount')}
            currency={deal.currency}
            amountMinor={form.getValues().amountMinor}
            onChange={(amountMinor) => form.setFieldValue('amountMinor', amountMinor)}
            error={form.errors.amountMinor}
          />
        )}
        <NumberInput
          label={label('probability')}
          description={t('deals:probabilityHint')}
          min={0}
          max={100}
          suffix="%"
          allowDecimal={false}
          {...form.getInputProps('probability')}
        />
        <DayField label={label('expectedOn')} clearable {...form.getInputProps('expectedOn')} />
        <TextInput label={label('channel')} {...form.getInputProps('channel')} />
        <TextInput label={label('source')} {...form.getInputProps('source')} />
        <TagsInput label={label('competitors')} {...form.getInputProps('competitors')} />
      </SimpleGrid>
    </>
  );
}
