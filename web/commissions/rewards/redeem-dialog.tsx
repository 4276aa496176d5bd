import { Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PointsBalance } from '../../../server/commissions/non-cash/schema.ts';
import { useFormat } from '../../ui/format.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { redeemPoints } from './queries.ts';

/** Takes points of an affiliate for something. */
export function RedeemDialog({ balance, onClose }: { balance: PointsBalance; onClose(): void }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { affiliateId, affiliateName, name } = balance;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { points: balance.points, purpose: '', code: '' } },
    async (redemption) => {
      await redeemPoints({ affiliateId, name, ...redemption });
      tellDone(t('commissions:nonCash.points.redeemed'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commissions:nonCash.points.redeemTitle', { name, affiliate: affiliateName })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('commissions:nonCash.points.have', { points: number(balance.points) })}</Text>
          <NumberInput
            label={t('commissions:nonCash.points.count')}
            min={1}
            max={balance.points}
            allowDecimal={false}
            required
            data-autofocus
            key={form.key('points')}
            {...form.getInputProps('points')}
          />
          <TextInput
            label={t('commissions:nonCash.points.purpose')}
            description={t('commissions:nonCash.points.purposeHint')}
            required
            key={form.key('purpose')}
            {...form.getInputProps('purpose')}
          />
          <TextInput
            label={t('commissions:nonCash.code')}
            key={form.key('code')}
            {...form.getInputProps('code')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('commissions:nonCash.points.redeem')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
