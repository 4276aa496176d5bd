import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { FirstChoices } from './first-choices.tsx';
import { ProgramOverview } from './program-overview.tsx';
import { anyAccountQuery } from './queries.ts';
import { ToDo } from './to-do.tsx';

/** What to do now, and how the program does; an empty workspace gets the ways to begin instead. */
export function HomePage() {
  const { t } = useTranslation();
  const can = useCan();
  const accounts = useQuery({ ...anyAccountQuery, enabled: can('accounts.read') });
  const isEmpty = accounts.data?.data.length === 0;
  return (
    <>
      <PageHeader title={t('home:title')} detail={isEmpty ? t('home:welcome.detail') : t('home:detail')} />
      {isEmpty ? (
        <FirstChoices />
      ) : (
        <>
          <ToDo />
          <ProgramOverview />
        </>
      )}
    </>
  );
}
