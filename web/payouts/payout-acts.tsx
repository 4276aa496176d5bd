import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutDetail } from '../../server/payouts/schema.ts';
import { useCan } from '../shell/session.ts';
import type { Jsonified } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone } from '../ui/toast.tsx';
import { PayoutFiles } from './payout-files.tsx';
import { usePayoutAct } from './queries.ts';
import { ResultsDialog } from './results-dialog.tsx';

type Act = 'approve' | 'withdraw' | 'pay' | 'cancel';

/** The next steps of a batch, each for those who may take it; money asks twice. */
export function PayoutActs({ payout }: { payout: Jsonified<PayoutDetail> }) {
  const { t } = useTranslation();
  const can = useCan();
  const act = usePayoutAct(payout.id);
  const [asked, ask] = useState<Act | null>(null);
  const [isReading, setReading] = useState(false);
  const isOut = payout.state !== 'created' && payout.state !== 'canceled';
  const acts: { name: Act; isShown: boolean; isMain?: boolean; isOff?: boolean }[] = [
    { name: 'cancel', isShown: can('payouts.create') && payout.state === 'created' },
    {
      name: 'withdraw',
      isShown: can('payouts.approve') && payout.state === 'approved' && payout.paidLineCount === 0,
    },
    {
      name: 'approve',
      isShown: can('payouts.approve') && payout.state === 'created',
      isMain: true,
      isOff: payout.approvalRefusal !== null,
    },
    { name: 'pay', isShown: can('payouts.create') && payout.state === 'approved', isMain: true },
  ];
  return (
    <>
      {isOut && <PayoutFiles payout={payout} />}
      {isOut && can('payouts.create') && (
        <Button variant="default" onClick={() => setReading(true)}>
          {t('payouts:results.open')}
        </Button>
      )}
      {isReading && <ResultsDialog payout={payout} onClose={() => setReading(false)} />}
      {acts
        .filter(({ isShown }) => isShown)
        .map(({ name, isMain, isOff }) => (
          <Button
            key={name}
            variant={isMain ? 'filled' : 'default'}
            disabled={isOff}
            onClick={() => ask(name)}
          >
            {t(`payouts:act.${name}`)}
          </Button>
        ))}
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked ? t(`payouts:act.${asked}`) : ''}
        action={asked ? t(`payouts:act.${asked}`) : ''}
        isDangerous={asked === 'cancel'}
        isBusy={act.isPending}
        onClose={() => ask(null)}
        onConfirm={() =>
          asked &&
          act.mutate(asked, {
            onSuccess: () => tellDone(t(`payouts:done.${asked}`)),
            onSettled: () => ask(null),
          })
        }
      >
        {asked && t(`payouts:confirm.${asked}`)}
      </ConfirmDialog>
    </>
  );
}
