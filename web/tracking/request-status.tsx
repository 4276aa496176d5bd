import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CreditRequest } from '../../server/tracking/schema/credit-request.ts';

const COLORS: Record<CreditRequest['status'], string> = { open: 'yellow', credited: 'teal', refused: 'gray' };

export const REQUEST_STATUSES = Object.keys(COLORS) as CreditRequest['status'][];

/** Whether a request for credit is answered, and how. */
export function RequestStatus({ status }: Pick<CreditRequest, 'status'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {t(`tracking:request.status.${status}`)}
    </Badge>
  );
}
