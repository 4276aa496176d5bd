import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { resetTemplate, type TemplateView } from './queries.ts';

/** Gives up the workspace's own wording for the one that came with the product. */
export function ResetButton({ template }: { template: TemplateView }) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  const reset = useMutation({
    mutationFn: () => resetTemplate(template),
    onSuccess: () => tellDone(t('messages:templates.resetDone')),
    onError: tellFailed,
    onSettled: () => ask(false),
  });
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => ask(true)}>
        {t('messages:templates.reset')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('messages:templates.resetTitle')}
        action={t('messages:templates.reset')}
        isDangerous
        isBusy={reset.isPending}
        onClose={() => ask(false)}
        onConfirm={() => reset.mutate()}
      >
        {t('messages:templates.resetDetail', { name: template.name })}
      </ConfirmDialog>
    </>
  );
}
