import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './deals.module.css';
import type { DealRecord } from './queries.ts';

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;

/** Every step, with the time in the stage before. */
export function DealHistory({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('deals:history.title')}>
      <ol className={classes.steps}>
        {deal.moves.map((move) => (
          <li key={move.id} className={classes.step}>
            <Text size="sm" fw={550}>
              {move.fromStage ? `${move.fromStage} → ${move.toStage}` : move.toStage}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              <DateTime at={move.at} form="dateTime" /> · {move.byName}
              {move.stayedMs !== null &&
                ` · ${t('deals:history.after', { time: timeInWords(move.stayedMs, t) })}`}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Days, and hours within the first two. */
function timeInWords(stayedMs: number, t: (key: string, values: { count: number }) => string): string {
  const hours = Math.floor(stayedMs / MS_PER_HOUR);
  return hours < 2 * HOURS_PER_DAY
    ? t('deals:history.hours', { count: hours })
    : t('deals:history.days', { count: Math.floor(hours / HOURS_PER_DAY) });
}
