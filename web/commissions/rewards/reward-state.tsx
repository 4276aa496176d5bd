import { Badge, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { RewardRow } from './queries.ts';

const COLORS: Record<RewardRow['state'], string> = {
  waiting: 'blue',
  due: 'yellow',
  given: 'teal',
  cancelled: 'gray',
};

/** @param label instead of the word that staff read. */
export function RewardBadge({ state, label }: Pick<RewardRow, 'state'> & { label?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {label ?? t(`commissions:nonCash.state.${state}`)}
    </Badge>
  );
}

/** How a reward stands, what it waits for, and what became of its sale. */
export function RewardState({ reward }: { reward: RewardRow }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { state, waitsFor, releaseAt, lostBecause } = reward;
  const detail = lostBecause
    ? t(`commissions:nonCash.${state === 'given' ? 'lostLater' : 'lost'}.${lostBecause}`)
    : waitsFor && t(`commissions:nonCash.waitsFor.${waitsFor}`, { day: date(releaseAt) });
  return (
    <Stack gap={2} align="flex-start">
      <RewardBadge state={state} />
      {detail && (
        <Text size="xs" c={state === 'given' ? 'red.9' : 'dimmed'}>
          {detail}
        </Text>
      )}
    </Stack>
  );
}
