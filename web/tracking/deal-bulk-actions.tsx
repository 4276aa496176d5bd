import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone, tellProblem } from '../ui/toast.tsx';
import { DealDialog } from './deal-dialog.tsx';
import { decideDeals } from './queries.ts';

/** Accepts or refuses many registrations, each by itself. */
export function DealBulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<'accept' | 'refuse' | null>(null);
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setAct('accept')}>
        {t('tracking:deal.accept')}
      </Button>
      <Button variant="default" onClick={() => setAct('refuse')}>
        {t('tracking:deal.refuse')}
      </Button>
      {act && (
        <DealDialog
          act={act}
          reason="not_a_fit"
          onDecide={async (wish) => {
            if (wish.decision === 'lose') return;
            const { changedCount, refusals } = await decideDeals(ids, wish);
            if (changedCount > 0) tellDone(t('tracking:deal.changed', { count: changedCount }));
            if (refusals.length > 0)
              tellProblem(
                t('tracking:deal.notDecided'),
                t('tracking:deal.refused', { count: refusals.length }),
              );
            onDone();
          }}
          onClose={() => setAct(null)}
        />
      )}
    </Group>
  );
}
