import { Badge, Button, Code, Text, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../server/workspace/schema.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

type Row = Jsonified<ApiKey>;

export function KeyTable({ keys }: { keys: Row[] }) {
  const { t } = useTranslation();
  const [ending, setEnding] = useState<Row | null>(null);
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(`/api-keys/${id}`),
    onSuccess: () => tellDone(t('settings:keys.revoked')),
    onError: tellFailed,
    onSettled: () => setEnding(null),
  });
  return (
    <>
      <SimpleTable
        label={t('settings:keys.title')}
        rows={keys}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', label: t('settings:keys.name'), isTitle: true, cell: ({ name }) => name },
          { id: 'prefix', label: t('settings:keys.key'), cell: ({ prefix }) => <Code>{prefix}…</Code> },
          {
            id: 'scopes',
            label: t('settings:keys.scopes'),
            cell: ({ scopes, kind }) => (
              <Tooltip label={scopes.join(', ')} multiline maw={320}>
                <Text inherit>
                  {kind === 'publishable'
                    ? t('settings:keys.kind.publishable')
                    : t('settings:keys.scopeCount', { count: scopes.length })}
                </Text>
              </Tooltip>
            ),
          },
          {
            id: 'created',
            label: t('settings:keys.created'),
            align: 'right',
            cell: ({ createdAt }) => <DateTime at={createdAt} />,
          },
          {
            id: 'used',
            label: t('settings:keys.used'),
            align: 'right',
            cell: ({ lastUsedAt }) => <DateTime at={lastUsedAt} form="ago" />,
          },
          {
            id: 'revoke',
            label: t('settings:keys.revoke'),
            isLabelHidden: true,
            align: 'right',
            cell: (row) =>
              row.revokedAt ? (
                <Badge variant="default" tt="none">
                  {t('settings:keys.isRevoked')}
                </Badge>
              ) : (
                <Button variant="subtle" color="red" size="compact-sm" onClick={() => setEnding(row)}>
                  {t('settings:keys.revoke')}
                </Button>
              ),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('settings:keys.revokeName', { name: ending?.name })}
        action={t('settings:keys.revoke')}
        isDangerous
        isBusy={revoke.isPending}
        onClose={() => setEnding(null)}
        onConfirm={() => ending && revoke.mutate(ending.id)}
      >
        {t('settings:keys.revokeDetail')}
      </ConfirmDialog>
    </>
  );
}
