import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

export function KeysPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('settings:keys.title')} />;
}
