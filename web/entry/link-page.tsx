import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { CodeForm } from './code-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { useEnter } from './signed-in.ts';

const route = getRouteApi('/sign-in/link');

/** The link of a sign-in mail. It asks for a click, because mail scanners open links and would use this one up. */
export function LinkPage() {
  const { t } = useTranslation();
  const { token = '' } = route.useSearch();
  const enter = useEnter();
  const navigate = useNavigate();
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const signIn = useMutation({
    mutationFn: () => api.verifyLink(token),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? setCodeNeeded(true) : enter()),
  });
  if (isCodeNeeded) {
    return (
      <EntryFrame title={t('entry:code.title')} detail={t('entry:code.detail')}>
        <CodeForm onDone={() => enter()} onBack={() => navigate({ to: '/sign-in' })} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('entry:opened.title')} detail={t('entry:opened.detail')}>
      {signIn.isError || !token ? (
        <>
          <Alert color="red" role="alert">
            {t('entry:opened.expired')}
          </Alert>
          <Button component={Link} to="/sign-in" variant="default">
            {t('entry:opened.again')}
          </Button>
        </>
      ) : (
        <Button autoFocus loading={signIn.isPending} onClick={() => signIn.mutate()}>
          {t('entry:opened.submit')}
        </Button>
      )}
    </EntryFrame>
  );
}
