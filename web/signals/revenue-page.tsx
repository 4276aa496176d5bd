import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

export function RevenuePage() {
  const { t } = useTranslation();
  return <PageHeader title={t('signals-screens:revenue.title')} />;
}
