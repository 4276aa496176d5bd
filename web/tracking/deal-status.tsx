import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Deal } from '../../server/tracking/schema/deal.ts';

const COLORS: Record<Deal['status'], string> = {
  submitted: 'yellow',
  accepted: 'blue',
  won: 'teal',
  lost: 'gray',
  refused: 'gray',
  expired: 'gray',
};

export const DEAL_STATUSES = Object.keys(COLORS) as Deal['status'][];

/** How it stands with a registered customer. */
export function DealStatus({ status }: Pick<Deal, 'status'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {t(`tracking:deal.status.${status}`)}
    </Badge>
  );
}
