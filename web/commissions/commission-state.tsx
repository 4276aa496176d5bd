import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Commission } from '../../server/commissions/schema.ts';

const COLORS: Record<Commission['state'], string> = {
  awaiting_rate: 'yellow',
  awaiting_approval: 'yellow',
  waiting: 'blue',
  lost: 'gray',
  held: 'yellow',
  pending: 'blue',
  payable: 'teal',
  paid: 'teal',
  declined: 'red',
  refunded: 'gray',
  taken_back: 'gray',
  moved: 'gray',
  nothing: 'gray',
};

/** The states that one filters by. */
export const STATES = [
  'awaiting_rate',
  'awaiting_approval',
  'waiting',
  'lost',
  'held',
  'pending',
  'payable',
  'paid',
  'refunded',
  'taken_back',
  'declined',
] as const;

export function CommissionState({ state }: Pick<Commission, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {t(`commissions:state.${state}`)}
    </Badge>
  );
}
