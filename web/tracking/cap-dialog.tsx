import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClickCap } from '../../server/tracking/schema/cap.ts';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { AffiliatePicker } from '../affiliates/affiliate-picker.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { CapFields, type CapValue, toCap } from './cap-fields.tsx';
import { changeCap } from './cap-queries.ts';
import { OfferSelect } from './offer-select.tsx';

interface CapDialogProps {
  /** Null adds one. */
  cap: ClickCap | null;
  onClose(): void;
}

/** A cap of an offer, or of one affiliate in it. */
export function CapDialog({ cap, onClose }: CapDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        offerId: cap?.offerId ?? '',
        affiliateId: cap?.affiliateId ?? null,
        perDay: (cap?.perDay ?? '') as CapValue,
        perMonth: (cap?.perMonth ?? '') as CapValue,
      },
    },
    async ({ perDay, perMonth, ...whose }) => {
      await changeCap({ ...whose, perDay: toCap(perDay), perMonth: toCap(perMonth) });
      tellDone(t('tracking:caps.saved'));
      onClose();
    },
  );
  const { value, error } = form.getInputProps('affiliateId');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(cap ? 'tracking:caps.edit' : 'tracking:caps.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {cap ? (
            <Text size="sm">
              <OfferName id={cap.offerId} />
              {' · '}
              {cap.affiliateId ? <AffiliateName id={cap.affiliateId} /> : t('tracking:caps.everybody')}
            </Text>
          ) : (
            <>
              <OfferSelect {...form.getInputProps('offerId')} />
              <AffiliatePicker
                label={t('tracking:caps.affiliate')}
                value={value}
                error={error}
                onChange={(id) => form.setFieldValue('affiliateId', id)}
              />
            </>
          )}
          <CapFields perDay={form.getInputProps('perDay')} perMonth={form.getInputProps('perMonth')} />
          <Text size="xs" c="dimmed">
            {t('tracking:caps.emptyHint')}
          </Text>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
