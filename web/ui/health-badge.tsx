import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type HealthBand = 'good' | 'average' | 'poor' | 'not_scored';

const COLORS: Record<HealthBand, string> = {
  good: 'teal',
  average: 'yellow',
  poor: 'red',
  not_scored: 'gray',
};

interface HealthBadgeProps {
  band: HealthBand | null | undefined;
  /** 0–100; null where there is not enough data. */
  score?: number | null;
}

/** The account's health in a word and a number: never by color alone. */
export function HealthBadge({ band, score }: HealthBadgeProps) {
  const { t } = useTranslation();
  const shown = band ?? 'not_scored';
  return (
    <Badge
      color={COLORS[shown]}
      variant={shown === 'not_scored' ? 'default' : 'light'}
      tt="none"
      fw={550}
      className="figures"
    >
      {t(`customers:healthBand.${shown}`)}
      {score !== null && score !== undefined && ` ${Math.round(score)}`}
    </Badge>
  );
}
