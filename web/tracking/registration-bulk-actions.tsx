import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone, tellProblem } from '../ui/toast.tsx';
import { decideRegistrations } from './queries.ts';
import { RegistrationDialog } from './registration-dialog.tsx';

/** Accepts or refuses many registrations, each by itself. */
export function RegistrationBulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<'accept' | 'refuse' | null>(null);
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setAct('accept')}>
        {t('tracking:registration.accept')}
      </Button>
      <Button variant="default" onClick={() => setAct('refuse')}>
        {t('tracking:registration.refuse')}
      </Button>
      {act && (
        <RegistrationDialog
          act={act}
          reason="not_a_fit"
          onDecide={async (wish) => {
            if (wish.decision === 'lose') return;
            const { changedCount, refusals } = await decideRegistrations(ids, wish);
            if (changedCount > 0) tellDone(t('tracking:registration.changed', { count: changedCount }));
            if (refusals.length > 0)
              tellProblem(
                t('tracking:registration.notDecided'),
                t('tracking:registration.refused', { count: refusals.length }),
              );
            onDone();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </Group>
  );
}
