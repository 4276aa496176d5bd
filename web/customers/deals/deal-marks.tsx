import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DealRow } from './queries.ts';

/** What of a deal needs a look: it slips, it is stale, nobody knows the next step. */
export function DealMarks({ deal }: { deal: DealRow }) {
  const { t } = useTranslation();
  const lacksStep = deal.state === 'open' && deal.nextStep === null;
  if (!deal.isSlipping && !deal.isStale && !lacksStep) return null;
  return (
    <Group gap={4}>
      {deal.isSlipping && (
        <Badge variant="light" color="red" tt="none" size="sm">
          {t('deals:mark.slipping')}
        </Badge>
      )}
      {deal.isStale && (
        <Badge variant="light" color="yellow" tt="none" size="sm">
          {t('deals:mark.stale')}
        </Badge>
      )}
      {lacksStep && (
        <Badge variant="light" color="gray" tt="none" size="sm">
          {t('deals:mark.noNextStep')}
        </Badge>
      )}
    </Group>
  );
}

const COLORS = { open: 'blue', won: 'teal', lost: 'gray' };

export function StateBadge({ state }: { state: DealRow['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={COLORS[state]} tt="none">
      {t(`deals:state.${state}`)}
    </Badge>
  );
}
