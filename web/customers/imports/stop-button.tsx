import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import { type Run, workOn } from './queries.ts';

/** Stops what is going on: an import after one question, a try, which writes nothing, at once. */
export function StopButton({ run }: { run: Run }) {
  const { t } = useTranslation();
  const [isAsked, { open, close }] = useDisclosure(false);
  const stop = useMutation({
    mutationFn: () => workOn(run.id, 'cancel'),
    onError: tellFailed,
    onSettled: close,
  });
  const isTry = run.state === 'checking';
  const act = isTry ? t('importing:stop.try') : t('importing:stop.run');
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        loading={stop.isPending}
        onClick={() => (isTry ? stop.mutate() : open())}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('importing:stop.title')}
        action={act}
        isBusy={stop.isPending}
        onClose={close}
        onConfirm={() => stop.mutate()}
      >
        {t('importing:stop.confirm')}
      </ConfirmDialog>
    </>
  );
}
