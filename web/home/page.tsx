import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { FirstChoices } from './first-choices.tsx';
import { FirstSteps } from './first-steps.tsx';
import { ProgramOverview } from './program-overview.tsx';
import { anyAccountQuery } from './queries.ts';
import { ToDo } from './to-do.tsx';

/** Home of staff; an affiliate's is the portal. */
export function HomePage() {
  const can = useCan();
  return can('accounts.read') ? <StaffHome /> : <Navigate to="/portal" replace />;
}

/** What to do now, and how the program does; an empty workspace gets the ways to begin instead. */
function StaffHome() {
  const { t } = useTranslation();
  const accounts = useQuery(anyAccountQuery);
  const isEmpty = accounts.data?.data.length === 0;
  return (
    <>
      <PageHeader title={t('home:title')} detail={isEmpty ? t('home:welcome.detail') : t('home:detail')} />
      {isEmpty ? (
        <>
          <FirstChoices />
          <FirstSteps />
        </>
      ) : (
        <>
          <FirstSteps />
          <ToDo />
          <ProgramOverview />
        </>
      )}
    </>
  );
}
