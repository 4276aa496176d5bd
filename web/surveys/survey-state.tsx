import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import type { SurveyRow, WaveRow } from './queries.ts';

const COLORS: Record<SurveyRow['status'], string> = { active: 'teal', paused: 'yellow', archived: 'gray' };

export function SurveyStatus({ status }: Pick<SurveyRow, 'status'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[status]} variant="light" tt="none" component="span">
      {t(`surveys:status.${status}`)}
    </Badge>
  );
}

/** Whether it takes answers, and until when. */
export function WaveState({ closedAt, closesAt }: Pick<WaveRow, 'closedAt' | 'closesAt'>) {
  const { t } = useTranslation();
  if (closedAt)
    return (
      <Badge color="gray" variant="light" tt="none" component="span">
        {t('surveys:waves.closed')}
      </Badge>
    );
  return (
    <Group gap={6} component="span" display="inline-flex">
      <Badge color="teal" variant="light" tt="none" component="span">
        {t('surveys:waves.open')} <DateTime at={closesAt} />
      </Badge>
    </Group>
  );
}
