import { Badge, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/data-table.tsx';
import { useFormat } from '../ui/format.ts';
import { Count } from '../ui/numbers.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { Summary } from './queries.ts';

type RuleRow = Summary['rules'][number];

/** How often people agreed with each rule. */
export function PrecisionTable({ rules }: Pick<Summary, 'rules'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<RuleRow>[] = [
    {
      id: 'rule',
      label: t('fraud:column.rule'),
      isTitle: true,
      cell: ({ rule }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {t(`fraud:rule.${rule}`)}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`fraud:about.${rule}`)}
          </Text>
        </Stack>
      ),
    },
    {
      id: 'isOn',
      label: t('fraud:column.state'),
      cell: ({ isOn }) => (
        <Badge color={isOn ? 'teal' : 'gray'} variant="light" tt="none">
          {t(isOn ? 'fraud:act.on' : 'fraud:act.off')}
        </Badge>
      ),
    },
    {
      id: 'cases',
      label: t('fraud:column.cases'),
      align: 'right',
      cell: ({ cases }) => <Count value={cases} />,
    },
    {
      id: 'decided',
      label: t('fraud:column.decided'),
      align: 'right',
      cell: ({ decided }) => <Count value={decided} />,
    },
    {
      id: 'precision',
      label: t('fraud:column.precision'),
      align: 'right',
      cell: ({ share, low, high }) =>
        share === null || low === null || high === null
          ? t('fraud:precision.none')
          : t('fraud:precision.interval', {
              share: format.percent(share, 0),
              low: format.percent(low, 0),
              high: format.percent(high, 0),
            }),
    },
  ];
  return (
    <SimpleTable
      label={t('fraud:precision.title')}
      columns={columns}
      rows={rules}
      rowKey={({ rule }) => rule}
    />
  );
}
