import { Button, Drawer, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CommissionDetail, CommissionLine } from '../../server/commissions/schema.ts';
import { useCan } from '../shell/session.ts';
import { useSale } from '../tracking/queries.ts';
import { SaleDecision } from '../tracking/sale-decision.tsx';
import type { Jsonified } from '../ui/api.ts';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { CommissionState } from './commission-state.tsx';
import { useCommission, useDecision } from './queries.ts';

interface DetailDrawerProps {
  commissionId: string | undefined;
  onClose(): void;
}

/** How one commission came about: sale, plan in words, every ledger line, and who decided. */
export function DetailDrawer({ commissionId, onClose }: DetailDrawerProps) {
  const { t } = useTranslation();
  const commission = useCommission(commissionId);
  return (
    <Drawer
      opened={commissionId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('commissions:opened.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={commission}>{(shown) => <Opened commission={shown} />}</Loaded>
    </Drawer>
  );
}

function Opened({ commission }: { commission: Jsonified<CommissionDetail> }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>
          <Money amountMinor={commission.keptMinor} currency={commission.currency} />
        </Title>
        <CommissionState state={commission.state} />
      </Group>
      {commission.explanation.map(({ code, text }) => (
        <Text key={code} size="sm">
          {text}
        </Text>
      ))}
      {commission.planSentence && (
        <section>
          <Title order={3}>{t('commissions:opened.plan')}</Title>
          <Text size="sm">{commission.planSentence}</Text>
        </section>
      )}
      <section>
        <Title order={3}>{t('commissions:opened.lines')}</Title>
        <LedgerLines commission={commission} />
      </section>
      {commission.saleId && can('links.read') && <CreditOfSale saleId={commission.saleId} />}
      {can('commissions.write') && <Decision commission={commission} />}
    </Stack>
  );
}

/** Why the sale was credited to this affiliate, and not to another. */
function CreditOfSale({ saleId }: { saleId: string }) {
  const sale = useSale(saleId);
  return sale.data ? <SaleDecision decision={sale.data.decision} /> : null;
}

function LedgerLines({ commission }: { commission: Jsonified<CommissionDetail> }) {
  const { t } = useTranslation();
  const columns: Column<Jsonified<z.infer<typeof CommissionLine>>>[] = [
    { id: 'what', label: t('payouts:statement.what'), isTitle: true, cell: ({ text }) => text },
    { id: 'at', label: t('payouts:statement.at'), cell: ({ at }) => <DateTime at={at} /> },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
  ];
  return (
    <SimpleTable
      label={t('commissions:opened.lines')}
      columns={columns}
      rows={commission.lines}
      rowKey={({ entryId, account }) => `${entryId} ${account}`}
    />
  );
}

/** Approving or declining by a person; a decision can be taken back until it is paid. */
function Decision({ commission }: { commission: Jsonified<CommissionDetail> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const decide = useDecision(commission.id);
  const [reason, setReason] = useState('');
  const onSuccess = () => tellDone(t('commissions:decided'));
  if (commission.paidMinor !== 0) return null;
  if (commission.approval) {
    const { decidedByName, decidedAt, reason: given } = commission.approval;
    return (
      <Group justify="space-between">
        <Text size="sm">
          {t('commissions:opened.decided', { name: decidedByName, date: format.date(decidedAt) })} {given}
        </Text>
        <Button
          variant="default"
          loading={decide.isPending}
          onClick={() => decide.mutate(null, { onSuccess })}
        >
          {t('commissions:act.withdraw')}
        </Button>
      </Group>
    );
  }
  const send = (decision: 'approved' | 'declined') =>
    decide.mutate({ decision, reason: reason || undefined }, { onSuccess });
  return (
    <Stack gap="xs">
      <TextInput
        label={t('commissions:opened.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => send('declined')} loading={decide.isPending}>
          {t('commissions:act.declined')}
        </Button>
        {commission.state === 'awaiting_approval' && (
          <Button onClick={() => send('approved')} loading={decide.isPending}>
            {t('commissions:act.approved')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
