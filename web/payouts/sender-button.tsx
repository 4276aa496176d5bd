import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { Fact } from '../ui/fact.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { changeSender, useSender } from './queries.ts';

/** The company's own account, from which the bank's file pays. */
export function SenderButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('payouts:sender.title')}
      </Button>
      {isOpen && <SenderDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SenderDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const current = useSender();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '', iban: '', bic: '' } },
    async ({ name, iban, bic }) => {
      await changeSender({ name, iban, bic: bic || null });
      await queryClient.invalidateQueries();
      tellDone(t('payouts:sender.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('payouts:sender.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('payouts:sender.detail')}</Text>
          <Loaded query={current} lines={1}>
            {({ sender }) => (
              <Fact label={t('payouts:sender.current')}>{sender && `${sender.name}, ${sender.account}`}</Fact>
            )}
          </Loaded>
          <TextInput label={t('payouts:methods.holder')} required {...form.getInputProps('name')} />
          <TextInput label={t('payouts:methods.iban')} required {...form.getInputProps('iban')} />
          <TextInput label={t('payouts:methods.bic')} {...form.getInputProps('bic')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
