import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeForm } from './code-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { LinkForm } from './link-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { useEnter } from './signed-in.ts';

const route = getRouteApi('/sign-in');

/** Password or a link by mail; then the code, where the person uses one. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next, email } = route.useSearch();
  const [step, setStep] = useState<'password' | 'link' | 'code'>('password');
  const enter = useEnter();
  if (step === 'code') {
    return (
      <EntryFrame title={t('entry:code.title')} detail={t('entry:code.detail')}>
        <CodeForm onDone={() => enter(next)} onBack={() => setStep('password')} />
      </EntryFrame>
    );
  }
  if (step === 'link') {
    return (
      <EntryFrame title={t('entry:link.title')} detail={t('entry:link.detail')}>
        <LinkForm onBack={() => setStep('password')} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('entry:signIn.title')}>
      <PasswordForm
        email={email}
        onDone={() => enter(next)}
        onCodeNeeded={() => setStep('code')}
        onLinkWanted={() => setStep('link')}
      />
    </EntryFrame>
  );
}
