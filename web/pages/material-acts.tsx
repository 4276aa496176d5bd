import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import { type MaterialRow, removeMaterial } from './queries.ts';

export function MaterialActs({ material, onEdit }: { material: MaterialRow; onEdit(): void }) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  const { title } = material;
  const remove = useMutation({
    mutationFn: () => removeMaterial(material.id),
    onSuccess: () => tellDone(t('pages:removed')),
    onError: tellFailed,
    onSettled: () => ask(false),
  });
  return (
    <>
      <ToolButton label={t('pages:edit', { title })} icon={<IconPencil size={16} />} onClick={onEdit} />
      <ToolButton
        label={t('pages:remove', { title })}
        icon={<IconTrash size={16} />}
        onClick={() => ask(true)}
      />
      <ConfirmDialog
        isOpen={isAsked}
        title={t('pages:removeTitle')}
        action={t('action.delete')}
        isDangerous
        isBusy={remove.isPending}
        onClose={() => ask(false)}
        onConfirm={() => remove.mutate()}
      >
        {t('pages:removeDetail', { title })}
      </ConfirmDialog>
    </>
  );
}
