import { Button, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutDetail, PayoutLine } from '../../server/payouts/schema.ts';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import { useCan } from '../shell/session.ts';
import type { Jsonified } from '../ui/api.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { FailureDialog } from './failure-dialog.tsx';
import { usePayLines, usePayoutLines } from './queries.ts';
import { Recipient } from './recipient.tsx';

type Line = Jsonified<PayoutLine>;

/** Who gets what; while money is going out, which of it has gone and which came back. */
export function LinesPanel({ payout }: { payout: Jsonified<PayoutDetail> }) {
  const { t } = useTranslation();
  const can = useCan();
  const pages = usePayoutLines(payout.id);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [failing, fail] = useState<Line | null>(null);
  const isSettling = payout.state === 'approved' && can('payouts.create');
  const open = (pages.rows ?? []).filter((line) => selected.has(line.id) && isOpen(line));
  return (
    <>
      <Panel isFlush title={t('payouts:lines')}>
        <DataTable
          label={t('payouts:lines')}
          columns={lineColumns(t, payout, can('payouts.create') ? fail : undefined)}
          pages={pages}
          rowKey={({ id }) => id}
          selection={isSettling ? { ids: selected, onChange: select } : undefined}
          empty={<EmptyState title={t('payouts:noLines')} />}
        />
      </Panel>
      {isSettling && (
        <BulkBar count={selected.size} onClear={() => select(new Set())}>
          <PayChosen payout={payout} lines={open} onPaid={() => select(new Set())} />
        </BulkBar>
      )}
      {failing && <FailureDialog payoutId={payout.id} line={failing} onClose={() => fail(null)} />}
    </>
  );
}

function isOpen({ paidAt, failedAt }: Line): boolean {
  return paidAt === null && failedAt === null;
}

/** Before an approval nothing was sent; what was paid may still come back. */
function mayFail(line: Line, state: PayoutDetail['state']): boolean {
  return (state === 'approved' && isOpen(line)) || (line.paidAt !== null && line.returnedAt === null);
}

interface PayChosenProps {
  payout: Jsonified<PayoutDetail>;
  /** The chosen lines that are neither paid nor failed. */
  lines: Line[];
  onPaid(): void;
}

function PayChosen({ payout, lines, onPaid }: PayChosenProps) {
  const { t } = useTranslation();
  const pay = usePayLines(payout.id);
  const [isAsked, ask] = useState(false);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return (
    <>
      <Button size="xs" disabled={lines.length === 0} onClick={() => ask(true)}>
        {t('payouts:act.payChosen')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('payouts:act.payChosen')}
        action={t('payouts:act.payChosen')}
        isBusy={pay.isPending}
        onClose={() => ask(false)}
        onConfirm={() =>
          pay.mutate(
            lines.map(({ id }) => id),
            {
              onSuccess: () => {
                tellDone(t('payouts:done.payChosen', { count: lines.length }));
                onPaid();
              },
              onSettled: () => ask(false),
            },
          )
        }
      >
        <Stack gap="xs">
          <Text size="sm">
            {t('payouts:confirm.chosen', { count: lines.length })}{' '}
            <Money amountMinor={amountMinor} currency={payout.currency} />
          </Text>
          {t('payouts:confirm.pay')}
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function lineColumns(
  t: TFunction,
  { currency, state }: Jsonified<PayoutDetail>,
  onFail?: (line: Line) => void,
): Column<Line>[] {
  const columns: Column<Line>[] = [
    {
      id: 'affiliate',
      label: t('payouts:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    { id: 'recipient', label: t('payouts:column.recipient'), cell: (line) => <Recipient {...line} /> },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    { id: 'reference', label: t('payouts:column.reference'), cell: ({ reference }) => reference },
    { id: 'paid', label: t('payouts:column.paid'), cell: (line) => <Outcome line={line} /> },
  ];
  if (!onFail) return columns;
  return [
    ...columns,
    {
      id: 'fail',
      label: t('payouts:act.fail'),
      isLabelHidden: true,
      cell: (line) =>
        mayFail(line, state) && (
          <Button size="compact-xs" variant="subtle" color="red.9" onClick={() => onFail(line)}>
            {t(line.paidAt ? 'payouts:act.return' : 'payouts:act.fail')}
          </Button>
        ),
    },
  ];
}

function Outcome({ line }: { line: Line }) {
  const { t } = useTranslation();
  if (!line.failedAt && !line.returnedAt) return <DateTime at={line.paidAt} />;
  return (
    <>
      <Text size="sm" c="red.9">
        {line.returnedAt
          ? t('payouts:returnedBecause', { reason: line.returnedBecause })
          : t('payouts:failedBecause', { reason: line.failedBecause })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('payouts:dueAgain')}
      </Text>
    </>
  );
}
