import { useTranslation } from 'react-i18next';
import classes from './health-badge.module.css';

export type HealthBand = 'good' | 'average' | 'poor' | 'not_scored';

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
    <span className={`${classes.badge} figures`} data-band={shown}>
      {t(`customers:healthBand.${shown}`)}
      {score !== null && score !== undefined && ` ${Math.round(score)}`}
    </span>
  );
}
