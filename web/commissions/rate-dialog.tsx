import { Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type RateRow, useEnterRate } from './queries.ts';

interface RateDialogProps {
  /** Null enters a new one. */
  rate: RateRow | null;
  onClose(): void;
}

/** One pair's rate of one day. */
export function RateDialog({ rate, onClose }: RateDialogProps) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const enter = useEnterRate();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        base: rate?.base ?? 'EUR',
        quote: rate?.quote ?? workspace.currency,
        day: rate?.day ?? new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
        rate: rate?.rate ?? '',
      },
    },
    async (values) => {
      const { bookedCount } = await enter(values);
      tellDone(`${t('commissions:rates.saved')}. ${t('commissions:rates.booked', { count: bookedCount })}.`);
      onClose();
    },
  );
  const currencies = Intl.supportedValuesOf('currency');
  return (
    <Modal
      opened
      onClose={onClose}
      title={rate ? t('commissions:rates.correct') : t('commissions:rates.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <SimpleGrid cols={2}>
            {(['base', 'quote'] as const).map((side) => (
              <Select
                key={side}
                label={t(`commissions:rates.${side}`)}
                data={currencies}
                searchable
                allowDeselect={false}
                disabled={rate !== null}
                {...form.getInputProps(side)}
              />
            ))}
            <TextInput
              label={t('commissions:rates.rate')}
              inputMode="decimal"
              required
              {...form.getInputProps('rate')}
            />
            <TextInput
              label={t('commissions:rates.day')}
              type="date"
              required
              disabled={rate !== null}
              {...form.getInputProps('day')}
            />
          </SimpleGrid>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
