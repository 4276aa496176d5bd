import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../ui/export-button.tsx';
import { PORTAL_DIMENSIONS } from './measures.ts';
import { ReportPage } from './report-view.tsx';

const route = getRouteApi('/shell/portal/reports');

/** What an affiliate's own links and coupons brought. */
export function OwnReportsPage() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  return (
    <ReportPage
      title={t('strategy:portal.title')}
      detail={t('strategy:portal.detail')}
      path="/portal/reports"
      dimensions={PORTAL_DIMENSIONS}
      usualBy="link"
      search={route.useSearch()}
      onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
      actions={(_asked, query) => <ExportButton path="/portal/reports.csv" query={query} />}
    />
  );
}
