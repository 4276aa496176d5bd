import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HealthProfilesView } from '../../server/success/schema/health.ts';
import { api } from '../ui/api.ts';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Loaded } from '../ui/states.tsx';
import { PortfolioFigures } from './portfolio-figures.tsx';
import { ProfilesEditor } from './profiles-editor.tsx';

export const profilesKey = ['/health-profiles'];

/** What makes a customer healthy: the profiles behind every score, and how the whole portfolio does. */
export function HealthPage() {
  const { t } = useTranslation();
  const profiles = useQuery({
    queryKey: profilesKey,
    queryFn: () => api.get<HealthProfilesView>('/health-profiles'),
  });
  return (
    <>
      <PageHeader
        title={t('health:title')}
        detail={
          <>
            {t('health:detail')}{' '}
            {profiles.data?.savedAt && (
              <>
                {t('health:version', { version: profiles.data.version, name: profiles.data.savedBy })}{' '}
                <DateTime at={profiles.data.savedAt} form="ago" />
              </>
            )}
          </>
        }
      />
      <Loaded query={profiles}>
        {(view) => (
          <>
            <PortfolioFigures portfolio={view.portfolio} />
            <ProfilesEditor key={view.version} view={view} />
          </>
        )}
      </Loaded>
    </>
  );
}
