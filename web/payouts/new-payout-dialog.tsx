import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Money } from '../ui/money.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type PayoutTotals, type PreviewRow, useCreatePayout, usePreview } from './queries.ts';

const MAX_NOTE = 400;

interface NewPayoutDialogProps {
  total: PayoutTotals;
  onClose(): void;
  onCreated(id: string): void;
}

/** A batch for some of those who are ready, with a note to them. */
export function NewPayoutDialog({ total, onClose, onCreated }: NewPayoutDialogProps) {
  const { t } = useTranslation();
  const create = useCreatePayout();
  const [note, setNote] = useState('');
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const ready = usePreview({ currency: total.currency, isReady: true });
  const columns: Column<PreviewRow>[] = [
    {
      id: 'affiliate',
      label: t('payouts:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateName }) => affiliateName,
    },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
  ];
  const payout = {
    currency: total.currency,
    note: note || undefined,
    affiliateIds: selected.size > 0 ? [...selected] : undefined,
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('payouts:choice.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Textarea
          label={t('payouts:choice.note')}
          description={t('payouts:choice.noteHint')}
          maxLength={MAX_NOTE}
          autosize
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DataTable
          label={t('payouts:choice.title')}
          columns={columns}
          pages={ready}
          rowKey={({ affiliateId }) => affiliateId}
          selection={{ ids: selected, onChange: select }}
          empty={<EmptyState title={t('payouts:ready.none')} />}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {selected.size === 0
              ? t('payouts:choice.everybody')
              : t('table.selected', { count: selected.size })}
          </Text>
          <Button
            loading={create.isPending}
            onClick={() => create.mutate(payout, { onSuccess: ({ id }) => onCreated(id) })}
          >
            {t('payouts:ready.create')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
