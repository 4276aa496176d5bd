import { ActionIcon, Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { useFormat } from '../../ui/format.ts';
import { MinorInput } from '../../ui/minor-input.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import type { DealRecord } from './queries.ts';

type Line = DealRecord['lines'][number];

/** What is sold: with lines, the deal is worth their sum. */
export function DealLines({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const [isEditing, editing] = useDisclosure(false);
  const money = (amountMinor: number) => format.money(amountMinor, deal.currency);
  return (
    <Panel
      title={t('deals:lines.title')}
      detail={deal.lines.length > 0 ? t('deals:lines.detail') : undefined}
      isFlush={deal.lines.length > 0}
      actions={
        can('deals.write') && (
          <Button size="compact-sm" variant="default" onClick={editing.open}>
            {t(deal.lines.length > 0 ? 'action.edit' : 'action.add')}
          </Button>
        )
      }
    >
      {deal.lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('deals:lines.none')}
        </Text>
      ) : (
        <SimpleTable<Line & { place: number }>
          label={t('deals:lines.title')}
          rows={deal.lines.map((line, place): Line & { place: number } => ({ ...line, place }))}
          rowKey={({ place }) => String(place)}
          columns={[
            { id: 'name', label: t('deals:lines.name'), isTitle: true, cell: ({ name }) => name },
            ...[
              {
                id: 'quantity',
                label: t('deals:lines.quantity'),
                cell: ({ quantity }: Line) => format.number(quantity),
              },
              {
                id: 'price',
                label: t('deals:lines.price'),
                cell: ({ priceMinor }: Line) => money(priceMinor),
              },
              {
                ...{ id: 'sum', label: t('deals:lines.sum') },
                cell: ({ quantity, priceMinor }: Line) => money(quantity * priceMinor),
              },
            ].map((column) => ({ ...column, align: 'right' as const })),
          ]}
        />
      )}
      {isEditing && <LinesDialog deal={deal} onClose={editing.close} />}
    </Panel>
  );
}

function LinesDialog({ deal, onClose }: { deal: DealRecord; onClose(): void }) {
  const { t } = useTranslation();
  const fresh = { name: '', quantity: 1, priceMinor: 0 };
  const [lines, setLines] = useState<Line[]>(deal.lines.length > 0 ? deal.lines : [fresh]);
  const save = useMutation({
    mutationFn: () => api.put(`/deals/${deal.id}/lines`, { data: lines.filter(({ name }) => name.trim()) }),
    onSuccess: onClose,
    onError: tellFailed,
  });
  const change = (place: number, part: Partial<Line>) =>
    setLines(lines.map((line, at) => (at === place ? { ...line, ...part } : line)));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('deals:lines.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and stay in their order.
          <Group key={place} align="flex-end" gap="xs">
            <TextInput
              label={t('deals:lines.name')}
              value={line.name}
              onChange={(event) => change(place, { name: event.currentTarget.value })}
              flex="1 1 12rem"
            />
            <NumberInput
              label={t('deals:lines.quantity')}
              min={1}
              allowDecimal={false}
              w={90}
              value={line.quantity}
              onChange={(value) => change(place, { quantity: Number(value) || 1 })}
            />
            <MinorInput
              label={t('deals:lines.price')}
              currency={deal.currency}
              amountMinor={line.priceMinor}
              onChange={(amountMinor) => change(place, { priceMinor: amountMinor ?? 0 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('deals:lines.remove', { name: line.name })}
              onClick={() => setLines(lines.filter((_line, at) => at !== place))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => setLines([...lines, fresh])}
          >
            {t('deals:lines.add')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
