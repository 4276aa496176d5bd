import { Button, Checkbox, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { forgetHandOffs, type ShownHandOff } from './queries.ts';

const REASONS = [
  ...(['not_ready', 'wrong_contact', 'no_need', 'no_budget', 'bad_data', 'duplicate', 'other'] as const),
];

/** Takes a lead, gives it back, or takes back the offer of it. */
export function HandOffActs({ handOff }: { handOff: ShownHandOff }) {
  const { t } = useTranslation();
  const can = useCan();
  const { user } = useSession();
  const [isTaking, taking] = useDisclosure(false);
  const [isReturning, returning] = useDisclosure(false);
  const withdraw = useMutation({
    mutationFn: async () => {
      await api.post(`/hand-offs/${handOff.id}/withdrawal`);
      await forgetHandOffs();
    },
    onSuccess: () => tellDone(t('handOffs:withdrawn')),
    onError: tellFailed,
  });
  if (!can('accounts.write')) return null;
  const { state, fromId } = handOff;
  return (
    <>
      {state === 'waiting' && fromId === user.id && (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('handOffs:withdraw')}
        </Button>
      )}
      {(state === 'waiting' || state === 'accepted') && (
        <Button variant="default" onClick={returning.open}>
          {t('handOffs:return')}
        </Button>
      )}
      {state === 'waiting' && <Button onClick={taking.open}>{t('handOffs:take')}</Button>}
      {isTaking && <TakeDialog handOff={handOff} onClose={taking.close} />}
      {isReturning && <ReturnDialog handOff={handOff} onClose={returning.close} />}
    </>
  );
}

interface DialogProps {
  handOff: ShownHandOff;
  onClose(): void;
}

function TakeDialog({ handOff: { id, recordName }, onClose }: DialogProps) {
  const { t } = useTranslation();
  const can = useCan();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { hasDeal: can('deals.write'), dealName: recordName } },
    async ({ hasDeal, dealName }) => {
      await api.post(`/hand-offs/${id}/acceptance`, hasDeal ? { dealName } : {});
      await forgetHandOffs();
      tellDone(t('handOffs:taken', { name: recordName }));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('handOffs:takeTitle', { name: recordName })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {can('deals.write') && (
            <Checkbox
              label={t('handOffs:withDeal')}
              {...form.getInputProps('hasDeal', { type: 'checkbox' })}
            />
          )}
          {form.values.hasDeal && (
            <TextInput label={t('handOffs:dealName')} required {...form.getInputProps('dealName')} />
          )}
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('handOffs:take')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function ReturnDialog({ handOff: { id, fromName }, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { reason: 'not_ready', note: '' } },
    async ({ reason, note }) => {
      await api.post(`/hand-offs/${id}/return`, { reason, note: note || null });
      await forgetHandOffs();
      tellDone(t('handOffs:returned', { name: fromName }));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('handOffs:returnTitle', { name: fromName })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('handOffs:why')}
            data={REASONS.map((value) => ({ value, label: t(`handOffs:reason.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('reason')}
          />
          <Textarea label={t('handOffs:note')} autosize minRows={2} {...form.getInputProps('note')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('handOffs:return')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
