import { Button, Group, Text } from '@mantine/core';
import { IconChecklist, IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { downloadAddress } from '../../ui/api.ts';
import { tellFailed } from '../../ui/toast.tsx';
import { type Run, startWork } from './queries.ts';

interface RunActionsProps {
  run: Run;
  questionCount: number;
}

/** Try it, bring it in, or take the rows that failed. */
export function RunActions({ run, questionCount }: RunActionsProps) {
  const { t } = useTranslation();
  const work = useMutation({
    mutationFn: (act: 'dry-run' | 'run') => startWork(run.id, act),
    onError: tellFailed,
  });
  const hasFaults = run.files.some(({ counts }) => counts.failed > 0);
  if (run.state === 'draft' || run.state === 'failed') {
    const isBlocked = questionCount > 0;
    return (
      <Group gap="xs">
        {isBlocked && (
          <Text size="sm" c="dimmed">
            {t('importing:answerFirst', { count: questionCount })}
          </Text>
        )}
        {run.state === 'draft' && (
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
          {run.state === 'failed' ? t('importing:goOn') : t('importing:run')}
        </Button>
      </Group>
    );
  }
  if (!hasFaults || run.state !== 'done') return null;
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
