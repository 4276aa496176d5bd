import { Button, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCountries } from '../../ui/countries.ts';
import { fractionDigits, toMinor } from '../../ui/minor-units.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { changeThreshold, type YearTotals } from './queries.ts';

/** From which amount paid in a year affiliates are marked, in one currency. */
export function ThresholdButton({ total }: { total: YearTotals }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('years:threshold.title')}
      </Button>
      {isOpen && <ThresholdDialog total={total} onClose={() => setOpen(false)} />}
    </>
  );
}

function ThresholdDialog({ total, onClose }: { total: YearTotals; onClose(): void }) {
  const { t } = useTranslation();
  const countries = useCountries();
  const { currency, thresholdMinor, thresholdCountry } = total;
  const digits = fractionDigits(currency);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        amount: (thresholdMinor === null ? '' : thresholdMinor / 10 ** digits) as number | string,
        country: thresholdCountry,
      },
    },
    async ({ amount, country }) => {
      const amountMinor = amount === '' ? null : toMinor(Number(amount), currency);
      await changeThreshold(currency, { amountMinor, country });
      await queryClient.invalidateQueries();
      tellDone(t('years:threshold.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('years:threshold.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('years:threshold.detail')}</Text>
          <NumberInput
            label={t('years:threshold.label')}
            suffix={` ${currency}`}
            min={0}
            decimalScale={digits}
            {...form.getInputProps('amount')}
          />
          <Select
            label={t('years:threshold.country')}
            searchable
            clearable
            data={countries}
            limit={50}
            {...form.getInputProps('country')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
