import { Button, PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BillingBackfill } from '../../server/signals/schema/backfill.ts';
import { queryClient } from '../shell/query-client.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { type BackfillView, backfillQuery } from './queries.ts';

const FORM_WIDTH_PX = 640;

/** What happened before the connection: fetched on demand, with its progress. */
export function HistoryPanel({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const backfill = useQuery(backfillQuery(connectionId));
  return (
    <Panel title={t('billing:history.title')} detail={t('billing:history.detail')}>
      <Loaded query={backfill}>
        {({ data: run }) => (
          <Stack maw={FORM_WIDTH_PX}>
            {run && <RunState run={run} />}
            {can('workspace.write') &&
              (run?.state === 'running' ? (
                <CancelButton connectionId={connectionId} />
              ) : (
                <KeyForm connectionId={connectionId} isAgain={run !== null} />
              ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

const COLORS: Record<BackfillView['state'], string> = {
  running: 'blue',
  done: 'teal',
  failed: 'red',
  canceled: 'gray',
};
const PERCENT = 100;

function RunState({ run }: { run: BackfillView }) {
  const { t } = useTranslation();
  const { state, stage, doneStages, allStages, fetchedCount, newCount, error } = run;
  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={500}>
        {t(`billing:history.state.${state}`, { stage: t(`billing:history.stage.${stage}`) })}
      </Text>
      <Progress
        value={(doneStages / allStages) * PERCENT}
        color={COLORS[state]}
        animated={state === 'running'}
        aria-label={t('billing:history.progress')}
      />
      <Text size="xs" c="dimmed">
        {t('billing:history.counts', { count: fetchedCount, fresh: newCount })}
      </Text>
      {error && (
        <Text size="xs" c="red" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
    </Stack>
  );
}

function KeyForm({ connectionId, isAgain }: { connectionId: string; isAgain: boolean }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { apiKey: '' } },
    async ({ apiKey }) => {
      await api.post<BillingBackfill>(`/billing-connections/${connectionId}/backfill`, { apiKey });
      form.reset();
      await queryClient.invalidateQueries(backfillQuery(connectionId));
      tellDone(t('billing:history.started'));
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <PasswordInput
          label={t('billing:history.key')}
          description={t('billing:history.keyHint')}
          autoComplete="off"
          required
          {...form.getInputProps('apiKey')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} style={{ alignSelf: 'flex-start' }}>
          {t(isAgain ? 'billing:history.again' : 'billing:history.start')}
        </SubmitButton>
      </Stack>
    </form>
  );
}

function CancelButton({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation();
  const cancel = useMutation({
    mutationFn: () => api.delete(`/billing-connections/${connectionId}/backfill`),
    onSuccess: async () => {
      await queryClient.invalidateQueries(backfillQuery(connectionId));
      tellDone(t('billing:history.canceled'));
    },
    onError: tellFailed,
  });
  return (
    <Button
      variant="default"
      style={{ alignSelf: 'flex-start' }}
      loading={cancel.isPending}
      onClick={() => cancel.mutate()}
    >
      {t('billing:history.cancel')}
    </Button>
  );
}
