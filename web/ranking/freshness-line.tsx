import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import type { RankingFreshness } from './queries.ts';

/** What the page shows, of how many, and how fresh. */
export function FreshnessLine({ freshness }: { freshness: RankingFreshness | undefined }) {
  const { t } = useTranslation();
  if (!freshness) return <>{t('ranking:detail')}</>;
  return (
    <>
      {t('ranking:detail')}{' '}
      {t('ranking:counts', { eligible: freshness.eligible, excluded: freshness.excluded })}{' '}
      {freshness.refreshedAt && (
        <>
          {t('ranking:refreshed')} <DateTime at={freshness.refreshedAt} />.{' '}
        </>
      )}
      {freshness.isBeingMade && `${t('ranking:beingMade')} `}
      {freshness.isDataOld && t('ranking:dataOld')}
    </>
  );
}
