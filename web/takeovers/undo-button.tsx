import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { undoTakeover } from './queries.ts';

/** Takes the whole take-over back, after a question. */
export function UndoButton({ takeoverId }: { takeoverId: string }) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const undo = useMutation({
    mutationFn: () => undoTakeover(takeoverId),
    onSuccess: () => {
      close();
      tellDone(t('takeovers:undo.done'));
    },
    onError: tellFailed,
  });
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={open}>
        {t('takeovers:undo.button')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('takeovers:undo.title')}
        action={t('takeovers:undo.button')}
        isDangerous
        isBusy={undo.isPending}
        onConfirm={undo.mutate}
        onClose={close}
      >
        {t('takeovers:undo.confirm')}
      </ConfirmDialog>
    </>
  );
}
