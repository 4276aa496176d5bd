import { Alert, Button, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { tellFailed } from '../ui/toast.tsx';

const ASK_EVERY_MS = 700;

interface SampleProgress {
  state: 'absent' | 'running' | 'ready' | 'failed';
  /** What is being made now, in words. */
  step: string | null;
  /** 0–1 */
  done: number;
}

/** Loads the made-up company and shows how far it is. */
export function LoadSample() {
  const { t } = useTranslation();
  const progress = useQuery({
    queryKey: ['sample-company'],
    queryFn: () => api.get<SampleProgress>('/sample-company'),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false),
  });
  const load = useMutation({
    mutationFn: () => api.post('/sample-company'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sample-company'] }),
    onError: tellFailed,
  });
  const { state = 'absent', step = null, done = 0 } = progress.data ?? {};
  if (state === 'running') {
    return (
      <Stack w="100%" gap={6} role="status">
        <Progress value={done * 100} aria-label={t('home:welcome.sample.progress')} animated />
        <Text size="xs" c="dimmed">
          {step}
        </Text>
      </Stack>
    );
  }
  if (state === 'ready') {
    // The sample is a workspace of its own; the whole app starts over in it.
    return <Button onClick={() => window.location.assign('/')}>{t('home:welcome.sample.open')}</Button>;
  }
  return (
    <>
      {state === 'failed' && (
        <Alert color="red" w="100%">
          {step ?? t('home:welcome.sample.failed')}
        </Alert>
      )}
      <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
        {t('home:welcome.sample.action')}
      </Button>
    </>
  );
}
