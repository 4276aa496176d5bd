import { Modal, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliatePicker } from '../../affiliates/affiliate-picker.tsx';
import { useSession } from '../../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { FIRST_GIFT, WhatFields } from '../what-fields.tsx';
import { grantReward } from './queries.ts';

/** Grants a reward by hand, with the reason that the affiliate reads. */
export function GrantDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        affiliateId: null as string | null,
        what: FIRST_GIFT,
        currency: workspace.currency,
        reason: '',
      },
    },
    async ({ affiliateId, ...told }) => {
      await grantReward({ affiliateId: affiliateId ?? '', ...told });
      tellDone(t('commissions:nonCash.granted'));
      onClose();
    },
  );
  const { affiliateId, what, currency } = form.values;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('commissions:nonCash.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('commissions:nonCash.newDetail')}</Text>
          <AffiliatePicker
            label={t('commissions:nonCash.affiliate')}
            required
            value={affiliateId}
            onChange={(id) => form.setFieldValue('affiliateId', id)}
            error={form.errors.affiliateId}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <WhatFields
              what={what}
              currency={currency}
              onChange={(changed) => form.setFieldValue('what', changed)}
              error={form.errors['what.name'] ?? form.errors['what.amountMinor']}
            />
            {what.kind !== 'points' && (
              <Select
                label={t('commissions:nonCash.currency')}
                data={Intl.supportedValuesOf('currency')}
                searchable
                allowDeselect={false}
                {...form.getInputProps('currency')}
              />
            )}
          </SimpleGrid>
          <Textarea
            label={t('commissions:nonCash.reason')}
            description={t('commissions:nonCash.reasonHint')}
            autosize
            required
            {...form.getInputProps('reason')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('commissions:nonCash.new')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
