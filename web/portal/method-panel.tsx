import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MethodFacts } from '../payouts/method-facts.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { MethodDialog } from './method-dialog.tsx';
import { useOwnMethods } from './queries.ts';

/** Where an affiliate's payouts go; a change is taken only soon after signing in. */
export function MethodPanel() {
  const { t } = useTranslation();
  const methods = useOwnMethods();
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  const needsSignIn = methods.data?.needsSignIn ?? true;
  return (
    <Panel
      title={t('payouts:methods.title')}
      actions={
        methods.data &&
        (needsSignIn ? (
          <Button
            size="xs"
            variant="default"
            onClick={() => navigate({ to: '/sign-in', search: { next: '/portal/payouts' } })}
          >
            {t('portal:method.signIn')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {t('portal:method.change')}
          </Button>
        ))
      }
    >
      <Loaded query={methods} lines={3}>
        {(shown) => <MethodFacts methods={shown} />}
      </Loaded>
      <Text size="xs" c="dimmed" mt="xs">
        {needsSignIn ? t('portal:method.whySignIn') : t('portal:method.hint')}
      </Text>
      {isChanging && <MethodDialog onClose={() => setChanging(false)} />}
    </Panel>
  );
}
