import { Button, Code, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../server/signals/schema/source.ts';
import { useCan } from '../shell/session.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

type Row = Jsonified<Source>;

export function SourceTable({ sources }: { sources: Row[] }) {
  const { t } = useTranslation();
  const can = useCan();
  const [ending, setEnding] = useState<Row | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`/sources/${id}`),
    onSuccess: () => tellDone(t('sources:removed')),
    onError: tellFailed,
    onSettled: () => setEnding(null),
  });
  return (
    <>
      <SimpleTable
        label={t('sources:title')}
        rows={sources}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', label: t('sources:name'), isTitle: true, cell: ({ name }) => name },
          {
            id: 'key',
            label: t('sources:key'),
            cell: ({ writeKey }) => (
              <Group gap={4} wrap="nowrap">
                <Code style={{ wordBreak: 'break-all' }}>{writeKey}</Code>
                <CopyButton value={writeKey} />
              </Group>
            ),
          },
          {
            id: 'received',
            label: t('sources:received'),
            align: 'right',
            cell: ({ lastReceivedAt }) =>
              lastReceivedAt ? <DateTime at={lastReceivedAt} form="ago" /> : t('sources:never'),
          },
          {
            id: 'created',
            label: t('sources:created'),
            align: 'right',
            cell: ({ createdAt }) => <DateTime at={createdAt} />,
          },
          {
            id: 'remove',
            label: t('sources:remove'),
            isLabelHidden: true,
            align: 'right',
            cell: (row) =>
              can('signals.write') && (
                <Button variant="subtle" color="red" size="compact-sm" onClick={() => setEnding(row)}>
                  {t('sources:remove')}
                </Button>
              ),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('sources:removeName', { name: ending?.name })}
        action={t('sources:remove')}
        isDangerous
        isBusy={remove.isPending}
        onClose={() => setEnding(null)}
        onConfirm={() => ending && remove.mutate(ending.id)}
      >
        {t('sources:removeDetail')}
      </ConfirmDialog>
    </>
  );
}
