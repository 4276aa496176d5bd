import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import type { PreviewRow } from '../queries.ts';
import { openRecovery } from './queries.ts';

type Debt = Pick<PreviewRow, 'affiliateId' | 'affiliateName' | 'currency' | 'amountMinor'>;

/** Asks an affiliate to send back what the balance is below zero. */
export function AskButton({ debt }: { debt: Debt }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('recoveries:ask')}
      </Button>
      {isOpen && <AskDialog debt={debt} onClose={() => setOpen(false)} />}
    </>
  );
}

function AskDialog({ debt, onClose }: { debt: Debt; onClose(): void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { affiliateId, affiliateName: name, currency, amountMinor } = debt;
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { note: '' } },
    async ({ note }) => {
      await openRecovery({ affiliateId, currency, ...(note.trim() ? { note } : {}) });
      tellDone(t('recoveries:asked'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('recoveries:askTitle', { name, amount: money(-amountMinor, currency) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('recoveries:askDetail')}</Text>
          <Textarea
            label={t('recoveries:note')}
            description={t('recoveries:noteDetail')}
            autosize
            data-autofocus
            {...form.getInputProps('note')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('recoveries:ask')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
