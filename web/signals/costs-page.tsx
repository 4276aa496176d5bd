import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

export function CostsPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('costs:title')} />;
}
