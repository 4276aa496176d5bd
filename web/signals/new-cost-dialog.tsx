import { Modal, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { useSession } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';

const KINDS = ['people', 'tools', 'programs'];
const MOST_MONTHS = 120;

/** A cost of keeping customers, spread evenly over its months. */
export function NewCostDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const { currency } = workspace;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        name: '',
        kind: 'people',
        amountMinor: 0,
        firstMonth: new Date().toISOString().slice(0, 'YYYY-MM'.length),
        months: 1,
      },
    },
    async ({ amountMinor, ...values }) => {
      await api.post('/signals/costs', { ...values, currency, amountMinor: toMinor(amountMinor, currency) });
      await queryClient.invalidateQueries({ queryKey: ['/signals/costs'] });
      tellDone(t('costs:added'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('costs:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('costs:name')} required data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={2}>
            <Select
              label={t('costs:kindLabel')}
              data={KINDS.map((value) => ({ value, label: t(`costs:kind.${value}Minor`) }))}
              {...form.getInputProps('kind')}
            />
            <NumberInput
              label={t('costs:amountIn', { currency })}
              min={0}
              required
              decimalScale={fractionDigits(currency)}
              thousandSeparator
              {...form.getInputProps('amountMinor')}
            />
            <TextInput
              label={t('costs:firstMonth')}
              type="month"
              required
              {...form.getInputProps('firstMonth')}
            />
            <NumberInput
              label={t('costs:monthCount')}
              min={1}
              max={MOST_MONTHS}
              {...form.getInputProps('months')}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
