import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { erasurePreviewQuery, type PreviewView, useEndHold } from './queries.ts';

/** Keeps a person's data from being erased, for a reason, or ends that. */
export function HoldDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const { t } = useTranslation();
  const preview = useQuery(erasurePreviewQuery(personId));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('privacy:hold.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('privacy:hold.detail')}</Text>
        <Loaded query={preview}>
          {({ hold }) =>
            hold ? (
              <StandingHold personId={personId} hold={hold} />
            ) : (
              <HoldForm personId={personId} onDone={onClose} />
            )
          }
        </Loaded>
      </Stack>
    </Modal>
  );
}

function StandingHold({ personId, hold }: { personId: string; hold: NonNullable<PreviewView['hold']> }) {
  const { t } = useTranslation();
  const end = useEndHold(personId);
  return (
    <>
      <Text size="sm" fw={600}>
        {hold.reason}
      </Text>
      <Text size="xs" c="dimmed">
        {hold.heldByName} · <DateTime at={hold.heldAt} form="dateTime" />
      </Text>
      <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
        {t('privacy:hold.end')}
      </Button>
    </>
  );
}

function HoldForm({ personId, onDone }: { personId: string; onDone(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '' } },
    async (values) => {
      await api.put(`/people/${personId}/hold`, values);
      await queryClient.invalidateQueries(erasurePreviewQuery(personId));
      tellDone(t('privacy:hold.made'));
      onDone();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Textarea
          label={t('privacy:hold.reason')}
          description={t('privacy:hold.reasonHint')}
          required
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('privacy:hold.make')}</SubmitButton>
      </Stack>
    </form>
  );
}
