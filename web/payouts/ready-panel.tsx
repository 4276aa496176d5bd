import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { NewPayoutDialog } from './new-payout-dialog.tsx';
import { type PayoutTotals, useCreatePayout, usePreviewTotals } from './queries.ts';

/** What is ready in each currency, and the button that makes a batch of it. */
export function ReadyPanel() {
  const { t } = useTranslation();
  const totals = usePreviewTotals();
  return (
    <Panel title={t('payouts:ready.title')} detail={t('payouts:ready.detail')}>
      <Loaded query={totals} lines={2}>
        {(shown) =>
          shown.length === 0 ? (
            <Text c="dimmed" size="sm">
              {t('payouts:ready.none')}
            </Text>
          ) : (
            shown.map((total) => <ReadyRow key={total.currency} total={total} />)
          )
        }
      </Loaded>
    </Panel>
  );
}

function ReadyRow({ total }: { total: PayoutTotals }) {
  const { t } = useTranslation();
  const can = useCan();
  const create = useCreatePayout();
  const navigate = useNavigate();
  const [isChoosing, setChoosing] = useState(false);
  const open = (payoutId: string) => navigate({ to: '/payouts/$payoutId', params: { payoutId } });
  const make = () => create.mutate({ currency: total.currency }, { onSuccess: ({ id }) => open(id) });
  return (
    <Group justify="space-between">
      <div>
        <Text fz="xl" fw={650}>
          <Money amountMinor={total.readyMinor} currency={total.currency} />
        </Text>
        <Text size="xs" c="dimmed">
          {t('payouts:ready.count', { count: total.readyCount })}{' '}
          {total.waitingCount > 0 && t('payouts:ready.waiting', { count: total.waitingCount })}{' '}
          {t('payouts:ready.minimum')} <Money amountMinor={total.minimumMinor} currency={total.currency} />
        </Text>
      </div>
      {can('payouts.create') && (
        <Group gap="xs">
          <Button variant="default" onClick={() => setChoosing(true)} disabled={total.readyCount === 0}>
            {t('payouts:choice.open')}
          </Button>
          <Button onClick={make} loading={create.isPending} disabled={total.readyCount === 0}>
            {t('payouts:ready.create')}
          </Button>
        </Group>
      )}
      {isChoosing && <NewPayoutDialog total={total} onClose={() => setChoosing(false)} onCreated={open} />}
    </Group>
  );
}
