import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type QueryKey, useMutation } from '@tanstack/react-query';
import { type LinkProps, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

/** Ends a connection, after asking, and goes back to the list of them. */
export function RemoveButton({
  path,
  name,
  detail,
  listKey,
  to,
}: {
  /** Of the connection, below the API. */
  path: string;
  name: string;
  /** What will happen. */
  detail: string;
  listKey: QueryKey;
  /** The list's screen. */
  to: LinkProps['to'];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsking, asking] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: async () => {
      tellDone(t('billing:removed'));
      await navigate({ to });
      await queryClient.invalidateQueries({ queryKey: listKey, exact: true });
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
        title={t('billing:removeName', { name })}
        action={t('billing:remove')}
        isDangerous
        isBusy={remove.isPending}
        onClose={asking.close}
        onConfirm={() => remove.mutate()}
      >
        {detail}
      </ConfirmDialog>
    </>
  );
}
