import { Button, Code, Divider, Drawer, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeliveryDetail } from '../../../server/connections/deliveries/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { Outcome } from './deliveries-panel.tsx';

interface DrawerProps {
  /** Of the delivery, below `/api/v1`. */
  path: string;
  isOn: boolean;
  onClose(): void;
}

const wrapped = { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' } as const;

/** One delivery: what was sent, and every attempt at it. */
export function DeliveryDrawer({ path, isOn, onClose }: DrawerProps) {
  const { t } = useTranslation();
  const delivery = useQuery({ queryKey: [path], queryFn: () => api.get<DeliveryDetail>(path) });
  const replay = useMutation({
    mutationFn: () => api.post<DeliveryDetail>(`${path}/replays`),
    onSuccess: async () => {
      tellDone(t('connections:deliveries.sentAgain'));
      await queryClient.invalidateQueries();
    },
    onError: tellFailed,
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('connections:deliveries.one')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={delivery}>
        {(shown) => (
          <Stack>
            <Group justify="space-between">
              <Code>{shown.type}</Code>
              <Button size="xs" disabled={!isOn} loading={replay.isPending} onClick={() => replay.mutate()}>
                {t('connections:deliveries.again')}
              </Button>
            </Group>
            <Fact label={t('connections:deliveries.id')}>{shown.messageId}</Fact>
            <Code block style={wrapped}>
              {JSON.stringify(JSON.parse(shown.body), null, 2)}
            </Code>
            {shown.attempts.map((attempt) => (
              <Attempt key={attempt.number} attempt={attempt} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Drawer>
  );
}

function Attempt({ attempt }: { attempt: Jsonified<DeliveryDetail>['attempts'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, at, url, status, error, durationMs, answer } = attempt;
  return (
    <Stack gap={4}>
      <Divider label={t('connections:deliveries.attempt', { number })} labelPosition="left" />
      <Fact label={t('connections:deliveries.at')}>
        <DateTime at={at} form="dateTime" />
      </Fact>
      <Fact label={t('connections:deliveries.answer')}>
        <Outcome lastStatus={status} lastError={error} />
      </Fact>
      <Fact label={t('connections:deliveries.took')}>
        {t('connections:deliveries.milliseconds', { ms: format.number(durationMs) })}
      </Fact>
      <Text size="xs" c="dimmed" style={wrapped}>
        {url}
      </Text>
      {answer && (
        <Code block style={wrapped}>
          {answer}
        </Code>
      )}
    </Stack>
  );
}
