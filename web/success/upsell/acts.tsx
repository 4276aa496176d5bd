import { Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import type { OpportunityRow } from './queries.ts';

/** What to do with a proposal, or what became of it. */
export function Acts({ row }: { row: OpportunityRow }) {
  if (row.state === 'open') return <OpenActs row={row} />;
  return row.state === 'accepted' ? <Outcome row={row} /> : <Dismissed row={row} />;
}

function OpenActs({ row }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const [asked, ask] = useState<'accept' | 'dismiss' | null>(null);
  return (
    <>
      <Text size="sm">{row.nextStep}</Text>
      <Group gap="xs" mt={4}>
        {can('deals.write') && (
          <Button size="compact-xs" variant="light" onClick={() => ask('accept')}>
            {t('upsell:act.accept')}
          </Button>
        )}
        {can('success.write') && (
          <Button size="compact-xs" variant="default" onClick={() => ask('dismiss')}>
            {t('upsell:act.dismiss')}
          </Button>
        )}
      </Group>
      {asked === 'accept' && <AcceptDialog row={row} onClose={() => ask(null)} />}
      {asked === 'dismiss' && <DismissDialog row={row} onClose={() => ask(null)} />}
    </>
  );
}

function AcceptDialog({ row, onClose }: { row: OpportunityRow; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const accept = useMutation({
    mutationFn: () => api.post(`/opportunities/${row.id}/acceptance`),
    onSuccess: () => tellDone(t('upsell:done.accepted')),
    onError: tellFailed,
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      isOpen
      title={t('upsell:act.acceptTitle')}
      action={t('upsell:act.accept')}
      isBusy={accept.isPending}
      onConfirm={() => accept.mutate()}
      onClose={onClose}
    >
      {t('upsell:act.acceptDetail', {
        amount: format.money(row.yearlyMinor, row.currency),
        account: row.account.name,
      })}
    </ConfirmDialog>
  );
}

function Outcome({ row: { deal } }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!deal) {
    return (
      <Text size="sm" c="dimmed">
        {t('upsell:outcome.gone')}
      </Text>
    );
  }
  return (
    <>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId: deal.id }} {...props} />}
      >
        {deal.name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {t(`upsell:outcome.${deal.state}`)}
        {deal.amountMinor !== null && ` · ${format.money(deal.amountMinor, deal.currency)}`}
      </Text>
    </>
  );
}

function Dismissed({ row: { decidedByName, dismissReason, quietUntil } }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t('upsell:dismissedBy', { name: decidedByName, reason: dismissReason })}</Text>
      {quietUntil && (
        <Text size="xs" c="dimmed" component="div">
          {t('upsell:quietUntil')} <DateTime at={quietUntil} form="date" />
        </Text>
      )}
    </>
  );
}
