import { Button, Group, Text } from '@mantine/core';
import { IconChecklist, IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { downloadAddress } from '../../ui/api.ts';
import { tellFailed } from '../../ui/toast.tsx';
import { isBeingWorkedOn, type Run, workOn } from './queries.ts';
import { StopButton } from './stop-button.tsx';

interface RunActionsProps {
  run: Run;
  questionCount: number;
}

/** Try it, bring it in, stop it, or take the rows that failed. */
export function RunActions({ run, questionCount }: RunActionsProps) {
  const can = useCan();
  if (!can('imports.write')) return null;
  const hasFaults = run.files.some(({ counts }) => counts.failed > 0);
  if (isBeingWorkedOn(run.state)) return <StopButton run={run} />;
  return (
    <Group gap="xs">
      {hasFaults && <ErrorFileButton run={run} />}
      {run.state !== 'done' && <StartButtons run={run} questionCount={questionCount} />}
    </Group>
  );
}

function StartButtons({ run, questionCount }: RunActionsProps) {
  const { t } = useTranslation();
  const work = useMutation({
    mutationFn: (act: 'dry-run' | 'run') => workOn(run.id, act),
    onError: tellFailed,
  });
  const isDraft = run.state === 'draft';
  const isBlocked = questionCount > 0;
  return (
    <>
      {isBlocked && (
        <Text size="sm" c="dimmed">
          {t('importing:answerFirst', { count: questionCount })}
        </Text>
      )}
      {isDraft && (
        <Button
          variant="default"
          leftSection={<IconChecklist size={16} />}
          disabled={isBlocked}
          loading={work.isPending}
          onClick={() => work.mutate('dry-run')}
        >
          {t('importing:check')}
        </Button>
      )}
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        disabled={isBlocked}
        loading={work.isPending}
        onClick={() => work.mutate('run')}
      >
        {isDraft ? t('importing:run') : t('importing:goOn')}
      </Button>
    </>
  );
}

function ErrorFileButton({ run }: { run: Run }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={downloadAddress(`/imports/${run.id}/errors.csv`)}
      download
      variant="default"
      leftSection={<IconDownload size={16} />}
    >
      {t('importing:errorFile')}
    </Button>
  );
}
