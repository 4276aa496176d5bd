import { Modal, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliatePicker } from '../affiliates/affiliate-picker.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { OfferSelect } from './offer-select.tsx';
import { creditSale, type SaleView } from './queries.ts';

/** Gives a sale to an affiliate, whatever its touches say, with the reason that stays with it. */
export function CreditDialog({ sale, onClose }: { sale: SaleView; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        ...{ affiliateId: sale.affiliateId ?? '', offerId: sale.offerId ?? '' },
        ...{ keepsCustomer: false, reason: '' },
      },
    },
    async (credit) => {
      await creditSale(sale.id, credit);
      tellDone(t('tracking:credit.done'));
      onClose();
    },
  );
  const { value, error } = form.getInputProps('affiliateId');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tracking:credit.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('tracking:request.consequence')}</Text>
          <AffiliatePicker
            label={t('tracking:column.affiliate')}
            required
            value={value || null}
            error={error}
            onChange={(id) => form.setFieldValue('affiliateId', id ?? '')}
          />
          <OfferSelect {...form.getInputProps('offerId')} />
          <Switch
            label={t('tracking:request.keepsCustomer')}
            description={t('tracking:request.keepsCustomerHint')}
            {...form.getInputProps('keepsCustomer', { type: 'checkbox' })}
          />
          <Textarea
            label={t('tracking:credit.reason')}
            required
            autosize
            minRows={2}
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tracking:credit.make')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
