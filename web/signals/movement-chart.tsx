import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MrrView } from '../../server/signals/schema/views.ts';
import type { Jsonified } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';

const KINDS = [
  ['newMinor', 'ink'],
  ['expansionMinor', 'ink.3'],
  ['reactivationMinor', 'teal.4'],
  ['contractionMinor', 'orange.4'],
  ['churnedMinor', 'red.5'],
] as const;

/** What came in above the line and what went below it, month by month. */
export function MovementChart({ view, height }: { view: Jsonified<MrrView>; height?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.months.every((month) => KINDS.every(([name]) => month[name] === 0))) {
    return (
      <Text size="sm" c="dimmed">
        {t('revenue:nothingMoved')}
      </Text>
    );
  }
  return (
    <Chart
      kind="stacked-bar"
      label={t('revenue:movements')}
      over="month"
      height={height}
      rows={view.months.map((month) => ({ ...month, month: format.month(month.month) }))}
      series={KINDS.map(([name, color]) => ({ name, color, label: t(`revenue:movement.${name}`) }))}
      valueFormat={(value) => format.money(value, view.currency, true)}
    />
  );
}
