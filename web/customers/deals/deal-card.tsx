import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { DealMarks } from './deal-marks.tsx';
import classes from './deals.module.css';
import type { DealRow, StageRecord } from './queries.ts';
import { StageMenu } from './stage-menu.tsx';

interface DealCardProps {
  deal: DealRow;
  stages: StageRecord[];
  /** Absent for those who may not move it. */
  onMove?: (deal: DealRow, stage: StageRecord) => void;
}

/** One deal on the board. */
export function DealCard({ deal, stages, onMove }: DealCardProps) {
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap={4} align="flex-start">
        <Anchor
          size="sm"
          fw={600}
          c="var(--mantine-color-text)"
          className={classes.name}
          draggable={false}
          renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId: deal.id }} {...props} />}
        >
          {deal.name}
        </Anchor>
        {onMove && <StageMenu deal={deal} stages={stages} onMove={onMove} />}
      </Group>
      {deal.accountName && !deal.name.startsWith(deal.accountName) && (
        <Text size="xs" c="dimmed" truncate>
          {deal.accountName}
        </Text>
      )}
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" fw={600} component="div">
          <Money amountMinor={deal.amountMinor} currency={deal.currency} isShort />
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <DateTime at={deal.closedAt ?? deal.expectedOn} />
        </Text>
      </Group>
      {deal.nextStep && (
        <Text size="xs" lineClamp={2} mt={4}>
          {deal.nextStep}
        </Text>
      )}
      <Group justify="space-between" gap={4} mt={6} align="flex-end">
        <DealMarks deal={deal} />
        <Text size="xs" c="dimmed" ml="auto">
          {deal.ownerName}
        </Text>
      </Group>
    </>
  );
}
