import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Registration } from '../../server/tracking/schema/registration.ts';

const COLORS: Record<Registration['status'], string> = {
  submitted: 'yellow',
  accepted: 'blue',
  won: 'teal',
  lost: 'gray',
  refused: 'gray',
  expired: 'gray',
};

export const REGISTRATION_STATUSES = Object.keys(COLORS) as Registration['status'][];

/** How it stands with a registered customer. */
export function RegistrationStatus({ status }: Pick<Registration, 'status'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {t(`tracking:registration.status.${status}`)}
    </Badge>
  );
}
