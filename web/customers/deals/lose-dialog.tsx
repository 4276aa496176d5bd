import { Modal, Select, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { type DealRow, lossReasonsQuery } from './queries.ts';
import { reopen } from './steps.ts';

interface LoseDialogProps {
  deal: DealRow;
  onClose(): void;
}

/** The customer has said no: for which of the company's reasons. */
export function LoseDialog({ deal, onClose }: LoseDialogProps) {
  const { t } = useTranslation();
  const { data: reasons } = useQuery(lossReasonsQuery);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reasonId: null as string | null, note: '' } },
    async (values) => {
      await api.post(`/deals/${deal.id}/loss`, { ...values, expectedStageId: deal.stageId });
      await queryClient.invalidateQueries();
      tellDone(t('deals:done.lost', { deal: deal.name }), () => reopen(deal, 'lost'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deals:lose.title', { deal: deal.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('deals:field.lossReason')}
            data={(reasons?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            required
            data-autofocus
            {...form.getInputProps('reasonId')}
          />
          <Textarea label={t('deals:field.note')} autosize minRows={2} {...form.getInputProps('note')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('deals:act.lose')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
