import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { FirstChoices } from './first-choices.tsx';

/** What a new owner sees after the set-up. */
export function WelcomePage() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <>
      <PageHeader title={t('home:welcome.hello', { name: user.name })} detail={t('home:welcome.detail')} />
      <FirstChoices />
    </>
  );
}
