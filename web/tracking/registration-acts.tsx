import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { decideRegistration, type RegistrationView } from './queries.ts';
import { type RegistrationAct, RegistrationDialog } from './registration-dialog.tsx';

/** What can be decided from here, and taken back. */
export function RegistrationActs({ registration }: { registration: RegistrationView }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<RegistrationAct | null>(null);
  const undo = useMutation({
    mutationFn: () => decideRegistration(registration.id, { decision: 'undo' }),
    onSuccess: () => tellDone(t('tracking:registration.done')),
    onError: tellFailed,
  });
  const { status } = registration;
  return (
    <Group gap="xs">
      {status === 'submitted' && (
        <>
          <Button onClick={() => setAct('accept')}>{t('tracking:registration.accept')}</Button>
          <Button variant="default" onClick={() => setAct('refuse')}>
            {t('tracking:registration.refuse')}
          </Button>
        </>
      )}
      {status === 'accepted' && (
        <Button variant="default" onClick={() => setAct('lose')}>
          {t('tracking:registration.lose')}
        </Button>
      )}
      {status !== 'submitted' && status !== 'won' && (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('tracking:registration.undo')}
        </Button>
      )}
      {act && (
        <RegistrationDialog
          act={act}
          reason={reasonOf(registration)}
          onDecide={async (wish) => {
            await decideRegistration(registration.id, wish);
            tellDone(t('tracking:registration.done'));
          }}
          onClose={() => setAct(null)}
        />
      )}
    </Group>
  );
}

/** What the evidence says for itself. */
function reasonOf({ evidence, affiliateId }: RegistrationView) {
  const isTaken = evidence.registrations.some(
    (other) => other.affiliateId !== affiliateId && (other.status === 'accepted' || other.status === 'won'),
  );
  return isTaken ? 'already_registered' : 'existing_customer';
}
