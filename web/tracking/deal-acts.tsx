import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { type DealAct, DealDialog } from './deal-dialog.tsx';
import { type DealView, decideDeal } from './queries.ts';

/** What can be decided from here, and taken back. */
export function DealActs({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<DealAct | null>(null);
  const undo = useMutation({
    mutationFn: () => decideDeal(deal.id, { decision: 'undo' }),
    onSuccess: () => tellDone(t('tracking:deal.done')),
    onError: tellFailed,
  });
  const { status } = deal;
  return (
    <Group gap="xs">
      {status === 'submitted' && (
        <>
          <Button onClick={() => setAct('accept')}>{t('tracking:deal.accept')}</Button>
          <Button variant="default" onClick={() => setAct('refuse')}>
            {t('tracking:deal.refuse')}
          </Button>
        </>
      )}
      {status === 'accepted' && (
        <Button variant="default" onClick={() => setAct('lose')}>
          {t('tracking:deal.lose')}
        </Button>
      )}
      {status !== 'submitted' && status !== 'won' && (
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('tracking:deal.undo')}
        </Button>
      )}
      {act && (
        <DealDialog
          act={act}
          reason={reasonOf(deal)}
          onDecide={async (wish) => {
            await decideDeal(deal.id, wish);
            tellDone(t('tracking:deal.done'));
          }}
          onClose={() => setAct(null)}
        />
      )}
    </Group>
  );
}

/** What the evidence says for itself. */
function reasonOf({ evidence, affiliateId }: DealView) {
  const isTaken = evidence.deals.some(
    (other) => other.affiliateId !== affiliateId && (other.status === 'accepted' || other.status === 'won'),
  );
  return isTaken ? 'already_registered' : 'existing_customer';
}
