import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';

interface FreshnessProps {
  freshness: { state: 'fresh' | 'stale' | 'missing'; lastAt: string | null };
}

/** Whether the data behind a figure is there, and how old it is. */
export function Freshness({ freshness: { state, lastAt } }: FreshnessProps) {
  const { t } = useTranslation();
  return (
    <span>
      {state !== 'fresh' && (
        <Badge color={state === 'stale' ? 'yellow' : 'gray'} variant="default" tt="none" mr={6}>
          {t(`revenue:freshness.${state}`)}
        </Badge>
      )}
      {lastAt && (
        <>
          {t('figure.freshness')} <DateTime at={lastAt} form="dateTime" />
        </>
      )}
    </span>
  );
}
