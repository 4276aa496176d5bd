import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';

/** What to do now, and how the program does. */
export function HomePage() {
  const { t } = useTranslation();
  return <PageHeader title={t('home:title')} detail={t('home:detail')} />;
}
