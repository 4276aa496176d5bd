import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { type ConnectionView, connectionsQuery } from './queries.ts';

/** Ends a connection, after asking. */
export function RemoveButton({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsking, asking] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/billing-connections/${connection.id}`),
    onSuccess: async () => {
      tellDone(t('billing:removed'));
      await navigate({ to: '/settings/billing' });
      await queryClient.invalidateQueries({ ...connectionsQuery, exact: true });
    },
    onError: tellFailed,
  });
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        {t('billing:remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('billing:removeName', { name: connection.name })}
        action={t('billing:remove')}
        isDangerous
        isBusy={remove.isPending}
        onClose={asking.close}
        onConfirm={() => remove.mutate()}
      >
        {t('billing:removeDetail')}
      </ConfirmDialog>
    </>
  );
}
