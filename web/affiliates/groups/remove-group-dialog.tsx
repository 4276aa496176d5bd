import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { bringBack, type GroupRow, removeGroup } from './queries.ts';

/** Says what becomes of those in the group; it can be taken back from the message. */
export function RemoveGroupDialog({ group, onClose }: { group: GroupRow; onClose(): void }) {
  const { t } = useTranslation();
  const { name, affiliateCount: count } = group;
  const remove = useMutation({
    mutationFn: () => removeGroup(group.id),
    onSuccess: (removed) => {
      const putBack = async () => {
        await bringBack(removed).then(() => tellDone(t('affiliates:groups.back', { name })), tellFailed);
        await queryClient.invalidateQueries();
      };
      tellDone(t('affiliates:groups.removed', { name }), putBack);
    },
    onError: tellFailed,
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      isOpen
      title={t('affiliates:groups.removeTitle', { name })}
      action={t('affiliates:groups.remove')}
      isDangerous
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
    >
      {t('affiliates:groups.removeDetail', { count })}
    </ConfirmDialog>
  );
}
