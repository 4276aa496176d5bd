import { Checkbox, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { PartyFields, type PartyValues } from './party-fields.tsx';
import { changeTax, type Tax } from './queries.ts';

interface Values extends PartyValues {
  kind: 'person' | 'business';
  isNumberRemoved: boolean;
}

interface TaxDialogProps {
  path: string;
  data: Tax['data'];
  onClose(): void;
}

/** Asks for what stands on papers. A tax number that is on record stays when none is given. */
export function TaxDialog({ path, data, onClose }: TaxDialogProps) {
  const { t } = useTranslation();
  const initialValues: Values = {
    kind: data?.kind ?? 'person',
    legalName: data?.legalName ?? '',
    address: data?.address ?? '',
    country: data?.country ?? '',
    vatId: data?.vatId ?? '',
    taxNumber: '',
    isNumberRemoved: false,
  };
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { initialValues },
    async ({ isNumberRemoved, taxNumber, vatId, ...rest }) => {
      const number = isNumberRemoved ? null : taxNumber || undefined;
      await changeTax(path, { ...rest, vatId: vatId || null, taxNumber: number });
      await queryClient.invalidateQueries();
      tellDone(t('tax:saved'));
      onClose();
    },
  );
  const known = data?.taxNumber;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tax:title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('tax:kind.label')}
            data={[
              { value: 'person', label: t('tax:kind.person') },
              { value: 'business', label: t('tax:kind.business') },
            ]}
            allowDeselect={false}
            key={form.key('kind')}
            {...form.getInputProps('kind')}
          />
          <PartyFields form={form} />
          <TextInput
            label={t('tax:field.taxNumber')}
            description={known && t('tax:hint.taxNumber', { known })}
            autoComplete="off"
            key={form.key('taxNumber')}
            {...form.getInputProps('taxNumber')}
          />
          {known && (
            <Checkbox
              label={t('tax:removeNumber')}
              key={form.key('isNumberRemoved')}
              {...form.getInputProps('isNumberRemoved', { type: 'checkbox' })}
            />
          )}
          <Text size="xs" c="dimmed">
            {t('tax:kept')}
          </Text>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
