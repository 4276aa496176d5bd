import { Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import type { OpportunityRow } from './queries.ts';

const QUIET_DAYS = [30, 90, 180, 365];
const DEFAULT_QUIET_DAYS = '90';
const MAX_REASON = 500;

/** Why not, and for how long nothing of the kind is proposed. */
export function DismissDialog({ row, onClose }: { row: OpportunityRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '', quietDays: DEFAULT_QUIET_DAYS } },
    async ({ reason, quietDays }) => {
      await api.post(`/opportunities/${row.id}/dismissal`, { reason, quietDays: Number(quietDays) });
      await queryClient.invalidateQueries();
      tellDone(t('upsell:done.dismissed'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('upsell:act.dismissTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('upsell:act.dismissDetail', { account: row.account.name })}</Text>
          <Textarea
            label={t('upsell:act.reason')}
            maxLength={MAX_REASON}
            required
            data-autofocus
            autosize
            minRows={2}
            {...form.getInputProps('reason')}
          />
          <Select
            label={t('upsell:act.quietDays')}
            data={QUIET_DAYS.map((count) => ({
              value: String(count),
              label: t('upsell:act.days', { count }),
            }))}
            allowDeselect={false}
            {...form.getInputProps('quietDays')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('upsell:act.dismiss')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
