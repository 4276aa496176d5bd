import { Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { refundSale, type SaleView } from './queries.ts';

/** Tells of money that was given back elsewhere; the commission follows by the same share. */
export function RefundDialog({ sale, onClose }: { sale: SaleView; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = fractionDigits(sale.currency);
  const leftMinor = sale.amountMinor - sale.refundedMinor;
  const left = leftMinor / 10 ** digits;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { refundExternalId: '', amountMinor: left as number | string } },
    async ({ refundExternalId, amountMinor }) => {
      await refundSale(sale.id, {
        refundExternalId,
        amountMinor: amountMinor === '' ? undefined : toMinor(Number(amountMinor), sale.currency),
      });
      tellDone(t('tracking:refund.done'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tracking:refund.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('tracking:refund.detail')}</Text>
          <NumberInput
            label={`${t('tracking:column.amount')} (${sale.currency})`}
            description={t('tracking:refund.left', { amount: format.money(leftMinor, sale.currency) })}
            min={0}
            max={left}
            decimalScale={digits}
            data-autofocus
            {...form.getInputProps('amountMinor')}
          />
          <TextInput
            label={t('tracking:refund.id')}
            description={t('tracking:refund.idHint')}
            required
            {...form.getInputProps('refundExternalId')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tracking:refund.make')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
