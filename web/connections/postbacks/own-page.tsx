import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { PostbacksPanel } from './postbacks-panel.tsx';

/** An affiliate's own trackers. */
export function OwnPostbacksPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('connections:postbacks.title')} />
      <PostbacksPanel />
    </>
  );
}
