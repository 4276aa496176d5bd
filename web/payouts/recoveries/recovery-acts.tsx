import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { EndDialog } from './end-dialog.tsx';
import type { RecoveryFacts } from './queries.ts';
import { RepaymentDialog } from './repayment-dialog.tsx';

/** What can be done with it while it is open. */
export function RecoveryActs({ recovery }: { recovery: RecoveryFacts }) {
  const { t } = useTranslation();
  const can = useCan();
  const [asked, ask] = useState<'repayment' | 'write-off' | 'cancellation' | null>(null);
  if (recovery.state !== 'open') return null;
  const close = () => ask(null);
  return (
    <>
      {can('payouts.approve') && (
        <Button variant="default" onClick={() => ask('write-off')}>
          {t('recoveries:writeOff')}
        </Button>
      )}
      {can('payouts.create') && (
        <>
          {recovery.repaidMinor === 0 && (
            <Button variant="default" onClick={() => ask('cancellation')}>
              {t('recoveries:cancel')}
            </Button>
          )}
          <Button onClick={() => ask('repayment')}>{t('recoveries:record')}</Button>
        </>
      )}
      {asked === 'repayment' && <RepaymentDialog recovery={recovery} onClose={close} />}
      {(asked === 'write-off' || asked === 'cancellation') && (
        <EndDialog recovery={recovery} act={asked} onClose={close} />
      )}
    </>
  );
}
