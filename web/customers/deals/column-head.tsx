import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { BoardView, StageRecord } from './queries.ts';

interface ColumnHeadProps {
  stage: StageRecord;
  column: BoardView['columns'][number];
}

/** A stage's name, how many deals stand in it, and what they are worth, each currency by itself. */
export function ColumnHead({ stage, column }: ColumnHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" component="h2" truncate m={0}>
          {stage.name}
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {format.number(column.count)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mih={18} className="figures">
        {column.sums.map(({ currency, amountMinor, weightedMinor }) => (
          <span
            key={currency}
            title={t('deals:board.weighted', { amount: format.money(weightedMinor, currency) })}
          >
            {format.money(amountMinor, currency, true)}
            {' · '}
          </span>
        ))}
        {stage.kind === 'open' ? format.percent(stage.probability / 100) : t('deals:board.lately')}
      </Text>
    </div>
  );
}
