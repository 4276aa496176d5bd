import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { DateTime } from '../ui/date-time.tsx';
import { tellFailed } from '../ui/toast.tsx';
import { examine, type Summary } from './queries.ts';

/** Looks at the whole program at once; shows how far it is, or when it was last done. */
export function ExamineButton({ examination }: { examination: Summary['examination'] | undefined }) {
  const { t } = useTranslation();
  const start = useMutation({ mutationFn: examine, onError: tellFailed });
  const isRunning = Boolean(examination && !examination.finishedAt);
  useCasesAfter(isRunning);
  return (
    <Group gap="sm">
      <Text size="xs" c="dimmed" role="status">
        <Progress examination={examination} />
      </Text>
      <Button
        leftSection={<IconRefresh size={16} />}
        loading={start.isPending || isRunning}
        onClick={() => start.mutate()}
      >
        {t('fraud:act.examine')}
      </Button>
    </Group>
  );
}

function Progress({ examination }: { examination: Summary['examination'] | undefined }) {
  const { t } = useTranslation();
  if (examination === undefined) return null;
  if (examination === null) return t('fraud:examination.never');
  const { finishedAt, affiliateCount, doneCount, findingCount } = examination;
  if (finishedAt)
    return (
      <>
        <DateTime at={finishedAt} form="ago" /> · {t('fraud:examination.found', { count: findingCount })}
      </>
    );
  if (affiliateCount === null) return t('fraud:examination.starting');
  return t('fraud:examination.running', { done: doneCount, count: affiliateCount });
}

/** What it found is read when it ends. */
function useCasesAfter(isRunning: boolean): void {
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current && !isRunning) queryClient.invalidateQueries({ queryKey: ['/fraud-cases'] });
    wasRunning.current = isRunning;
  }, [isRunning]);
}
