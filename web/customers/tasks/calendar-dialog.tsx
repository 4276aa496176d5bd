import { Alert, Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CreatedTaskCalendar, TaskCalendar } from '../../../server/customers/task-calendar/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { ApiProblem, api } from '../../ui/api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

const KEY = ['/task-calendar'];
const NOT_FOUND = 404;

/** One's own tasks in any calendar, by an address that only oneself knows. */
export function CalendarDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const calendar = useQuery({ queryKey: KEY, queryFn: findCalendar });
  const refresh = () => queryClient.invalidateQueries({ queryKey: KEY });
  const renew = useMutation({
    mutationFn: () => api.post<CreatedTaskCalendar>('/task-calendar'),
    onSuccess: refresh,
    onError: tellFailed,
  });
  const end = useMutation({
    mutationFn: () => api.delete('/task-calendar'),
    onSuccess: async () => {
      renew.reset();
      await refresh();
      tellDone(t('tasks:calendar.ended'));
    },
    onError: tellFailed,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tasks:calendar.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('tasks:calendar.detail')}</Text>
        {renew.data && <NewAddress url={renew.data.url} />}
        <Loaded query={calendar}>
          {({ known }) => (
            <Stack gap="xs">
              {known && <LastReading calendar={known} />}
              <Group>
                <Button
                  variant={known ? 'default' : 'filled'}
                  loading={renew.isPending}
                  onClick={() => renew.mutate()}
                >
                  {t(known ? 'tasks:calendar.renew' : 'tasks:calendar.make')}
                </Button>
                {known && (
                  <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
                    {t('tasks:calendar.end')}
                  </Button>
                )}
              </Group>
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Modal>
  );
}

/** Whoever has none yet is no error. */
async function findCalendar() {
  try {
    return { known: await api.get<TaskCalendar>('/task-calendar') };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === NOT_FOUND) return { known: null };
    throw error;
  }
}

function NewAddress({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="yellow">{t('tasks:calendar.once')}</Alert>
      <Group gap={4} wrap="nowrap">
        <Code style={{ wordBreak: 'break-all' }}>{url}</Code>
        <CopyButton value={url} />
      </Group>
    </>
  );
}

function LastReading({ calendar: { lastReadAt } }: { calendar: { lastReadAt: string | null } }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed">
      {t('tasks:calendar.lastRead')}{' '}
      {lastReadAt ? <DateTime at={lastReadAt} form="ago" /> : t('tasks:calendar.never')}
    </Text>
  );
}
