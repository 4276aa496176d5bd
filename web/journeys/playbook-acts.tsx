import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { entryPreviewQuery, type ShownPlaybook, setStatus } from './queries.ts';

/** What can be done with a playbook; before accounts begin by themselves, one is told how many. */
export function PlaybookActs({ playbook }: { playbook: ShownPlaybook }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAsking, asking] = useDisclosure(false);
  const change = useStatusChange(playbook.id);
  if (!can('playbooks.write')) return null;
  const { id, status } = playbook;
  return (
    <Group gap="xs">
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/playbooks/$playbookId/edit" params={{ playbookId: id }} {...props} />
        )}
      >
        {t('action.edit')}
      </Button>
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate(['archival', status !== 'archived'])}
      >
        {t(status === 'archived' ? 'playbooks:act.restore' : 'playbooks:act.archive')}
      </Button>
      {status === 'active' && (
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate(['activation', false])}
        >
          {t('playbooks:act.pause')}
        </Button>
      )}
      {(status === 'draft' || status === 'paused') && (
        <Button onClick={asking.open}>{t('playbooks:act.activate')}</Button>
      )}
      {isAsking && (
        <ActivationDialog
          playbook={playbook}
          isBusy={change.isPending}
          onClose={asking.close}
          onConfirm={() => change.mutate(['activation', true], { onSuccess: asking.close })}
        />
      )}
    </Group>
  );
}

function useStatusChange(id: string) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ([resource, isSet]: ['activation' | 'archival', boolean]) => setStatus(id, resource, isSet),
    onSuccess: (undo) => tellDone(t('playbooks:statusChanged'), () => undo().catch(tellFailed)),
    onError: tellFailed,
  });
}

interface ActivationDialogProps {
  playbook: ShownPlaybook;
  isBusy: boolean;
  onConfirm(): void;
  onClose(): void;
}

function ActivationDialog({ playbook, isBusy, onConfirm, onClose }: ActivationDialogProps) {
  const { t } = useTranslation();
  const { entry, maxStartsPerDay } = playbook.definition;
  const { data } = useQuery({ ...entryPreviewQuery(entry ?? {}), enabled: entry !== null });
  const count = data?.count ?? 0;
  return (
    <ConfirmDialog
      isOpen
      title={t('playbooks:activateTitle', { name: playbook.name })}
      action={t('playbooks:act.activate')}
      {...{ isBusy, onConfirm, onClose }}
    >
      {entry === null
        ? t('playbooks:activateByHand')
        : t('playbooks:activateDetail', { count, first: Math.min(count, maxStartsPerDay) })}
    </ConfirmDialog>
  );
}
