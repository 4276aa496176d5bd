import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CostView } from '../../server/signals/schema/views.ts';
import { queryClient } from '../shell/query-client.ts';
import { useCan } from '../shell/session.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

const MINUTES_AN_HOUR = 60;

/** Time that was worked on accounts, month by month, and whether costs are shared by it. */
export function LoggedTimePanel({ view }: { view: Jsonified<CostView> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isLogged = view.months.some(({ loggedMinutes }) => loggedMinutes > 0);
  const last = view.months.findLast(({ loggedMinutes }) => loggedMinutes > 0);
  return (
    <Panel title={t('costs:time.title')} detail={t('costs:time.detail')}>
      <Stack>
        <Sharing sharedBy={view.sharedBy} />
        {isLogged && last ? (
          <SimpleGrid cols={1}>
            <Chart
              kind="stacked-bar"
              label={t('costs:time.title')}
              over="month"
              rows={view.months.map(({ month, loggedMinutes }) => ({
                month: format.month(month),
                hours: loggedMinutes / MINUTES_AN_HOUR,
              }))}
              series={[{ name: 'hours', color: 'ink', label: t('costs:time.hours') }]}
              valueFormat={(value) => format.number(value, { maximumFractionDigits: 1 })}
            />
            <Text size="sm" c="dimmed">
              {format.month(last.month)} · {t('costs:time.accounts')}: {format.number(last.timedAccounts)}{' '}
              {t('costs:time.ofPaying', { count: last.payingAccounts })}
            </Text>
          </SimpleGrid>
        ) : (
          <Text size="sm" c="dimmed">
            {t('costs:time.none')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Sharing({ sharedBy }: { sharedBy: CostView['sharedBy'] }) {
  const { t } = useTranslation();
  const can = useCan();
  const choose = useMutation({
    mutationFn: (wanted: string) => api.put('/signals/cost-sharing', { sharedBy: wanted }),
    onSuccess: async () => {
      tellDone(t('costs:time.chosen'));
      await queryClient.invalidateQueries();
    },
    onError: tellFailed,
  });
  return (
    <Stack gap={6}>
      <Group gap="sm">
        <Text size="sm">{t('costs:time.sharing')}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('costs:time.sharing')}
          disabled={!can('signals.write')}
          value={sharedBy}
          data={[
            { value: 'time', label: t('costs:time.byTime') },
            { value: 'even', label: t('costs:time.byEven') },
          ]}
          onChange={(wanted) => choose.mutate(wanted)}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t(sharedBy === 'time' ? 'costs:time.explainTime' : 'costs:time.explainEven')}
      </Text>
    </Stack>
  );
}
