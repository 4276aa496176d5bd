import { Alert, Button, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { enterWorkspace } from '../shell/enter-workspace.ts';
import { api } from '../ui/api.ts';
import { tellFailed } from '../ui/toast.tsx';

const ASK_EVERY_MS = 700;

interface SampleCompany {
  workspaceId: string | null;
  state: 'absent' | 'loading' | 'ready' | 'failed';
  stepsDone: number;
  stepCount: number;
}

/** Loads the made-up company and shows how far it is. */
export function LoadSample() {
  const { t } = useTranslation();
  const progress = useQuery({
    queryKey: ['sample-company'],
    queryFn: () => api.get<SampleCompany>('/sample-company'),
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? ASK_EVERY_MS : false),
  });
  const load = useMutation({
    mutationFn: () => api.post('/sample-company'),
    onError: tellFailed,
  });
  const { state = 'absent', stepsDone = 0, stepCount = 0, workspaceId = null } = progress.data ?? {};
  if (state === 'loading') {
    return (
      <Stack w="100%" gap={6} role="status">
        <Progress
          value={(100 * stepsDone) / Math.max(stepCount, 1)}
          aria-label={t('home:welcome.sample.progress')}
          animated
        />
        <Text size="xs" c="dimmed">
          {t('home:welcome.sample.steps', { done: stepsDone, count: stepCount })}
        </Text>
      </Stack>
    );
  }
  if (state === 'ready' && workspaceId) {
    return <Button onClick={() => enterWorkspace(workspaceId)}>{t('home:welcome.sample.open')}</Button>;
  }
  return (
    <>
      {state === 'failed' && (
        <Alert color="red" w="100%">
          {t('home:welcome.sample.failed')}
        </Alert>
      )}
      <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
        {t('home:welcome.sample.action')}
      </Button>
    </>
  );
}
