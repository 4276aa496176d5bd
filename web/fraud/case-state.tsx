import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from './queries.ts';

export const CASE_STATES = ['open', 'watching', 'approved', 'rejected'] as const;
const COLORS: Record<CaseRow['state'], string> = {
  open: 'yellow',
  watching: 'blue',
  approved: 'teal',
  rejected: 'red',
};

/** Where a case stands, and while it is undecided whether its commissions are held. */
export function CaseState({ state, isHolding }: Pick<CaseRow, 'state' | 'isHolding'>) {
  const { t } = useTranslation();
  const isUndecided = state === 'open' || state === 'watching';
  return (
    <Group gap={6} component="span" display="inline-flex">
      <Badge color={COLORS[state]} variant="light" tt="none" component="span">
        {t(`fraud:state.${state}`)}
      </Badge>
      {isUndecided && (
        <Badge color="gray" variant="outline" tt="none" component="span">
          {t(isHolding ? 'fraud:held' : 'fraud:notHeld')}
        </Badge>
      )}
    </Group>
  );
}
