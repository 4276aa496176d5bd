import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { changeSurvey, type SurveyRow } from './queries.ts';
import { StartDialog } from './start-dialog.tsx';

/** What can be done with a survey. */
export function SurveyActs({ survey }: { survey: SurveyRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isStarting, starting] = useDisclosure(false);
  const [isArchiving, archiving] = useDisclosure(false);
  const setStatus = useStatusChange(survey);
  if (!can('surveys.write')) return null;
  const { id, status, openWaveId } = survey;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/surveys/$surveyId/edit" params={{ surveyId: id }} {...props} />}
      >
        {t('surveys:act.edit')}
      </Button>
      {status === 'active' && (
        <Button variant="default" loading={setStatus.isPending} onClick={() => setStatus.mutate('paused')}>
          {t('surveys:act.pause')}
        </Button>
      )}
      {status !== 'active' && (
        <Button variant="default" loading={setStatus.isPending} onClick={() => setStatus.mutate('active')}>
          {t('surveys:act.resume')}
        </Button>
      )}
      {status !== 'archived' && (
        <Button variant="default" onClick={archiving.open}>
          {t('surveys:act.archive')}
        </Button>
      )}
      {status === 'active' && !openWaveId && (
        <Button onClick={starting.open}>{t('surveys:act.start')}</Button>
      )}
      {isStarting && <StartDialog survey={survey} onClose={starting.close} />}
      <ConfirmDialog
        isOpen={isArchiving}
        title={t('surveys:archiveTitle', { name: survey.name })}
        action={t('surveys:act.archive')}
        onClose={archiving.close}
        onConfirm={() => {
          archiving.close();
          setStatus.mutate('archived');
        }}
      >
        {t('surveys:archiveDetail')}
      </ConfirmDialog>
    </Group>
  );
}

function useStatusChange({ id, status: before }: SurveyRow) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (status: SurveyRow['status']) => changeSurvey(id, { status }),
    onSuccess: () =>
      tellDone(t('surveys:statusChanged'), () => changeSurvey(id, { status: before }).catch(tellFailed)),
    onError: tellFailed,
  });
}
