import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Payout } from '../../server/payouts/schema.ts';

const COLORS: Record<Payout['state'], string> = {
  created: 'yellow',
  approved: 'blue',
  paid: 'teal',
  canceled: 'gray',
};

export function PayoutState({ state }: Pick<Payout, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {t(`payouts:state.${state}`)}
    </Badge>
  );
}
