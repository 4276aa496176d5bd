import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecoveryRow } from './queries.ts';

const COLORS: Record<RecoveryRow['state'], string> = {
  open: 'yellow',
  repaid: 'teal',
  written_off: 'gray',
  canceled: 'gray',
};

export function RecoveryState({ state }: Pick<RecoveryRow, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {t(`recoveries:state.${state}`)}
    </Badge>
  );
}
