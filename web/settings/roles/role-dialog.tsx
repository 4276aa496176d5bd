import { Alert, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NEEDS_ALL_ROWS, ROW_SCOPES, type RowScope } from '../../../server/workspace/permissions.ts';
import type { Role } from '../../../server/workspace/roles/schema.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { refreshRoles } from '../queries.ts';
import { PermissionTable } from './permission-table.tsx';
import { roleName } from './role-name.ts';

interface RoleDialogProps {
  /** What is looked at or changed; a new role begins as this one is. */
  role: Role;
  isNew: boolean;
  onClose(): void;
}

/** A role opened: its name, whose records it reaches, and everything that it may do. */
export function RoleDialog({ role, isNew, onClose }: RoleDialogProps) {
  const { t } = useTranslation();
  const isReadOnly = !useCan()('roles.write') || (!isNew && role.isFixed);
  const name = roleName(t, role);
  const title = isNew ? t('access:roles.new') : name;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <RoleForm role={role} isNew={isNew} isReadOnly={isReadOnly} onClose={onClose} />
    </Modal>
  );
}

function RoleForm({ role, isNew, isReadOnly, onClose }: RoleDialogProps & { isReadOnly: boolean }) {
  const { t } = useTranslation();
  const hasName = isNew || !role.isBuiltIn;
  const before = { name: role.name, permissions: role.permissions, rowScope: role.rowScope };
  const initialValues = {
    name: isNew ? '' : (role.name ?? ''),
    permissions: isNew ? role.permissions.filter((one) => one !== 'portal.use') : role.permissions,
    rowScope: role.rowScope as RowScope,
  };
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues },
    async ({ name, permissions, rowScope }) => {
      const kept = permissions.filter(
        (one) => rowScope === 'all' || !(NEEDS_ALL_ROWS as string[]).includes(one),
      );
      const body = { ...(hasName ? { name } : {}), permissions: kept, rowScope };
      if (isNew) await api.post('/roles', body);
      else await api.patch(`/roles/${role.key}`, body);
      await refreshRoles();
      const undo = async () => {
        await api.patch(`/roles/${role.key}`, { ...before, name: role.name ?? undefined });
        await refreshRoles();
      };
      tellDone(t('settings:saved'), isNew ? undefined : undo);
      onClose();
    },
  );
  const { rowScope, permissions } = form.values;
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {role.isFixed && !isNew && <Alert variant="light">{t('access:roles.fixed')}</Alert>}
        {hasName && (
          <TextInput
            label={t('access:roles.name')}
            required
            maxLength={60}
            data-autofocus
            disabled={isReadOnly}
            {...form.getInputProps('name')}
          />
        )}
        {role.key !== 'affiliate' && (
          <>
            <Radio.Group label={t('access:roles.rowScope')} {...form.getInputProps('rowScope')}>
              <Stack gap="xs" mt="xs">
                {ROW_SCOPES.map((scope) => (
                  <Radio
                    key={scope}
                    value={scope}
                    disabled={isReadOnly}
                    label={t(`access:scope.${scope}`)}
                    description={t(`access:scopeDetail.${scope}`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <PermissionTable
              value={permissions}
              reachesAll={rowScope === 'all'}
              isReadOnly={isReadOnly}
              onChange={(value) => form.setFieldValue('permissions', value)}
            />
          </>
        )}
        <Refusal text={refusal ?? (form.errors.permissions as string | undefined) ?? null} />
        {!isReadOnly && (
          <Group justify="flex-end">
            <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
          </Group>
        )}
      </Stack>
    </form>
  );
}
