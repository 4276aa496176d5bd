import { Button, Code, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferName } from '../../affiliates/offer-name.tsx';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type KeyView, postbackKeysQuery } from './queries.ts';
import { withMacros } from './with-macros.ts';

export function KeyTable({ keys }: { keys: KeyView[] }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('connections:intake.keys')}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: t('connections:intake.name'), isTitle: true, cell: ({ name }) => name },
        {
          id: 'address',
          label: t('connections:intake.address'),
          isProse: true,
          cell: (key) => (
            <Group gap={4} wrap="nowrap">
              <Code style={{ wordBreak: 'break-all' }}>{withMacros(key)}</Code>
              <CopyButton value={withMacros(key)} />
            </Group>
          ),
        },
        {
          id: 'kind',
          label: t('connections:intake.kind.label'),
          cell: ({ kind, isTrusted }) => t(`connections:intake.kind.${isTrusted ? 'trusted' : kind}`),
        },
        {
          id: 'offer',
          label: t('connections:intake.offer'),
          cell: ({ offerId }) => (offerId ? <OfferName id={offerId} /> : t('connections:intake.anyOffer')),
        },
        {
          id: 'last',
          label: t('connections:intake.last'),
          align: 'right',
          cell: ({ lastCalledAt }) =>
            lastCalledAt ? <DateTime at={lastCalledAt} form="ago" /> : t('connections:intake.never'),
        },
        {
          id: 'revoke',
          label: t('connections:intake.revoke'),
          isLabelHidden: true,
          align: 'right',
          cell: (key) => <RevokeButton shown={key} />,
        },
      ]}
    />
  );
}

function RevokeButton({ shown }: { shown: KeyView }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => api.delete(`/postback-keys/${shown.id}`),
    onSuccess: async () => {
      tellDone(t('connections:intake.revoked'));
      await queryClient.invalidateQueries(postbackKeysQuery);
    },
    onError: tellFailed,
  });
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
        {t('connections:intake.revoke')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('connections:intake.revokeName', { name: shown.name })}
        action={t('connections:intake.revoke')}
        isDangerous
        isBusy={revoke.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate()}
      >
        {t('connections:intake.revokeDetail')}
      </ConfirmDialog>
    </>
  );
}
