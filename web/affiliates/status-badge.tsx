import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AffiliateStatus } from '../../server/affiliates/schema/affiliate.ts';

const COLORS: Record<AffiliateStatus, string> = {
  pending: 'yellow',
  active: 'teal',
  suspended: 'red',
  rejected: 'gray',
};

export const STATUSES = Object.keys(COLORS) as AffiliateStatus[];

/** Where an affiliate stands in the program. */
export function AffiliateStatusBadge({ status }: { status: AffiliateStatus }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {t(`affiliates:status.${status}`)}
    </Badge>
  );
}
