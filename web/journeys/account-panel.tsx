import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { RunState } from './marks.tsx';
import { forgetPlaybooks, playbooksQuery, runsOfAccountQuery, type ShownRun } from './queries.ts';

/** The playbooks that an account goes through, and a button to begin another. */
export function PlaybooksPanel({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const runs = useQuery({ ...runsOfAccountQuery(accountId), enabled: can('playbooks.read') });
  if (!can('playbooks.read')) return null;
  return (
    <Panel title={t('playbooks:title')} actions={can('tasks.write') && <StartMenu accountId={accountId} />}>
      <Loaded query={runs} lines={2}>
        {({ data }) => (
          <Stack gap="xs">
            {data.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('playbooks:noneOfAccount')}
              </Text>
            )}
            {data.map(({ id, playbookName, state, startedAt }) => (
              <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
                <div style={{ minWidth: 0 }}>
                  <Anchor
                    size="sm"
                    fw={550}
                    c="var(--mantine-color-text)"
                    renderRoot={(props) => (
                      <Link to="/playbooks/runs/$runId" params={{ runId: id }} {...props} />
                    )}
                  >
                    {playbookName}
                  </Anchor>
                  <Text size="xs" c="dimmed" component="div">
                    <DateTime at={startedAt} />
                  </Text>
                </div>
                <RunState state={state} />
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function StartMenu({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const playbooks = useQuery(playbooksQuery);
  const start = useMutation({
    mutationFn: (playbookId: string) => api.post<ShownRun>(`/playbooks/${playbookId}/runs`, { accountId }),
    onSuccess: async ({ id, playbookName }) => {
      await forgetPlaybooks();
      tellDone(t('playbooks:run.startedNow', { name: playbookName }));
      await navigate({ to: '/playbooks/runs/$runId', params: { runId: id } });
    },
    onError: tellFailed,
  });
  const open = (playbooks.data?.data ?? []).filter(({ status }) => status !== 'archived');
  if (open.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" loading={start.isPending}>
          {t('playbooks:run.start')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {open.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => start.mutate(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
