import { Button, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type Health, healthQuery } from './queries.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;

/** Somebody who knows the customer sets the score by hand, with a reason and an end. */
export function HealthJudgment({ health }: { health: Health }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isOpen, dialog] = useDisclosure(false);
  const { accountId, override } = health;
  const remove = async () => {
    await api.delete(`/accounts/${accountId}/health/override`).catch(tellFailed);
    await queryClient.invalidateQueries({ queryKey: ['/accounts', accountId] });
  };
  if (!can('success.write')) return null;
  return (
    <>
      {override ? (
        <Stack gap={2} align="flex-end">
          <Text size="xs" c="dimmed">
            {override.author}: {override.reason} · <DateTime at={override.expiresAt} />
          </Text>
          <Button variant="default" size="xs" onClick={remove}>
            {t('accounts:health.removeOverride')}
          </Button>
        </Stack>
      ) : (
        <Button variant="default" size="xs" onClick={dialog.open}>
          {t('accounts:health.override')}
        </Button>
      )}
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t('accounts:health.override')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <OverrideForm accountId={accountId} onDone={dialog.close} />
      </Modal>
    </>
  );
}

function OverrideForm({ accountId, onDone }: { accountId: string; onDone(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { score: 50, reason: '', days: USUAL_DAYS } },
    async ({ score, reason, days }) => {
      const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
      await api.put(`/accounts/${accountId}/health/override`, { score, reason, expiresAt });
      await queryClient.invalidateQueries({ queryKey: ['/accounts', accountId] });
      await queryClient.invalidateQueries(healthQuery(accountId));
      tellDone(t('accounts:saved'));
      onDone();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <NumberInput label={t('accounts:health.score')} min={0} max={100} {...form.getInputProps('score')} />
        <Textarea label={t('accounts:field.reason')} required autosize {...form.getInputProps('reason')} />
        <NumberInput label={t('accounts:health.days')} min={1} max={730} {...form.getInputProps('days')} />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
      </Stack>
    </form>
  );
}
