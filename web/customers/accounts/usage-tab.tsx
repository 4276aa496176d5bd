import { Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UsageView } from '../../../server/signals/schema/views.ts';
import { api } from '../../ui/api.ts';
import { Chart } from '../../ui/charts.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { Count } from '../../ui/numbers.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';

const PERCENT = 100;

/** How much the account uses the product, by day and by feature. */
export function UsageTab({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const usage = useQuery({
    queryKey: ['/accounts', accountId, 'usage'],
    queryFn: () => api.get<UsageView>(`/accounts/${accountId}/usage`),
  });
  return (
    <Loaded query={usage}>
      {({ days, features, freshness }) => {
        if (days.length === 0) {
          return <EmptyState title={t('accounts:usage.none')} detail={t('accounts:usage.noneDetail')} />;
        }
        const most = Math.max(...features.map(({ quantity }) => quantity), 1);
        return (
          <Stack>
            <Text size="xs" c="dimmed">
              {t('accounts:usage.last90')} · {t('figure.freshness')} <DateTime at={freshness.lastAt} />
            </Text>
            <Chart
              kind="area"
              label={t('accounts:tab.usage')}
              over="day"
              rows={days.map(({ day, quantity, activePeople }) => ({
                day: format.date(day),
                quantity,
                activePeople,
              }))}
              series={[
                { name: 'quantity', label: t('accounts:usage.quantity'), color: 'ink' },
                // Not every source tells who it was.
                ...(days.some(({ activePeople }) => activePeople > 0)
                  ? [{ name: 'activePeople', label: t('accounts:usage.activePeople'), color: 'teal.6' }]
                  : []),
              ]}
              valueFormat={(value) => format.number(value)}
            />
            <SimpleTable
              label={t('accounts:usage.features')}
              rows={features}
              rowKey={({ feature }) => feature}
              columns={[
                {
                  id: 'feature',
                  label: t('accounts:usage.feature'),
                  isTitle: true,
                  cell: ({ feature }) => feature,
                },
                {
                  id: 'share',
                  label: t('accounts:usage.share'),
                  cell: ({ quantity }) => (
                    <Progress value={(quantity / most) * PERCENT} size="sm" miw={120} aria-hidden />
                  ),
                },
                {
                  id: 'quantity',
                  label: t('accounts:usage.quantity'),
                  align: 'right',
                  cell: ({ quantity }) => <Count value={quantity} />,
                },
                {
                  id: 'days',
                  label: t('accounts:usage.days'),
                  align: 'right',
                  cell: (row) => <Count value={row.days} />,
                },
                {
                  id: 'last',
                  label: t('accounts:usage.lastUsed'),
                  align: 'right',
                  cell: ({ lastUsedOn }) => <DateTime at={lastUsedOn} />,
                },
              ]}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
}
