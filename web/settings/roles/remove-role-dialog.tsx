import { Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../server/workspace/roles/schema.ts';
import { api } from '../../ui/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { roleName, useRoleChoices } from './role-name.ts';

/** Whoever has the role gets another one. */
export function RemoveRoleDialog({ role, onClose }: { role: Role; onClose(): void }) {
  const { t } = useTranslation();
  const [replacement, setReplacement] = useState('viewer');
  const choices = useRoleChoices().filter(({ value }) => value !== role.key && value !== 'owner');
  const holders = role.memberCount + role.invitationCount;
  const remove = useMutation({
    mutationFn: () => api.delete(`/roles/${role.key}?replacement=${encodeURIComponent(replacement)}`),
    onSuccess: () => tellDone(t('access:roles.deleted')),
    onError: tellFailed,
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      isOpen
      title={t('access:roles.deleteName', { name: roleName(t, role) })}
      action={t('action.delete')}
      isDangerous
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
    >
      <Stack>
        <Text size="sm">{t('access:roles.deleteDetail', { count: holders })}</Text>
        {holders > 0 && (
          <Select
            label={t('access:roles.replacement')}
            data={choices}
            value={replacement}
            allowDeselect={false}
            onChange={(value) => setReplacement(value ?? 'viewer')}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
