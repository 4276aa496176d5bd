import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { resumeRun, type ShownRun, stopRun } from './queries.ts';

/** Stops a run with a reason, or lets a stopped one go on. */
export function RunActs({ run: { id, state, accountName } }: { run: ShownRun }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isStopping, stopping] = useDisclosure(false);
  const resume = useMutation({
    mutationFn: () => resumeRun(id),
    onSuccess: () => tellDone(t('playbooks:run.resumed')),
    onError: tellFailed,
  });
  if (!can('tasks.write')) return null;
  return (
    <>
      {state === 'running' && (
        <Button variant="default" onClick={stopping.open}>
          {t('playbooks:run.stop')}
        </Button>
      )}
      {state === 'stopped' && (
        <Button variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('playbooks:run.resume')}
        </Button>
      )}
      {isStopping && <StopDialog runId={id} accountName={accountName} onClose={stopping.close} />}
    </>
  );
}

interface StopDialogProps {
  runId: string;
  accountName: string;
  onClose(): void;
}

function StopDialog({ runId, accountName, onClose }: StopDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { note: '' } },
    async ({ note }) => {
      const undo = await stopRun(runId, note);
      tellDone(t('playbooks:run.stopped'), () => undo().catch(tellFailed));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('playbooks:run.stopTitle', { account: accountName })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Text size="sm">{t('playbooks:run.stopDetail')}</Text>
          <Textarea
            label={t('playbooks:run.reason')}
            required
            data-autofocus
            autosize
            {...form.getInputProps('note')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('playbooks:run.stop')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
