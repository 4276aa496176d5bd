import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { OfferSelect } from './offer-select.tsx';
import { createCoupon } from './queries.ts';

export function NewCouponDialog({ affiliateId, onClose }: { affiliateId: string; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { offerId: '', code: '', promotionCodeId: '' } },
    async ({ promotionCodeId, ...coupon }) => {
      await createCoupon({ affiliateId, ...coupon, promotionCodeId: promotionCodeId || null });
      tellDone(t('tracking:coupons.made'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tracking:coupons.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('tracking:coupons.code')}
            description={t('tracking:coupons.codeHint')}
            required
            data-autofocus
            {...form.getInputProps('code')}
          />
          <TextInput
            label={t('tracking:coupons.promotionCodeId')}
            placeholder="promo_…"
            {...form.getInputProps('promotionCodeId')}
          />
          <OfferSelect {...form.getInputProps('offerId')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
