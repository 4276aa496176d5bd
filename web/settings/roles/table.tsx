import { ActionIcon, Badge, Button, Group } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../server/workspace/roles/schema.ts';
import { useCan } from '../../shell/session.ts';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { roleName } from './role-name.ts';

interface RoleTableProps {
  roles: Role[];
  onOpen(role: Role): void;
  onCopy(role: Role): void;
  onRemove(role: Role): void;
}

export function RoleTable({ roles, onOpen, onCopy, onRemove }: RoleTableProps) {
  const { t } = useTranslation();
  const mayWrite = useCan()('roles.write');
  return (
    <SimpleTable
      label={t('access:roles.title')}
      rows={roles}
      rowKey={({ key }) => key}
      columns={[
        {
          id: 'name',
          label: t('access:roles.name'),
          isTitle: true,
          cell: (role) => (
            <Group gap="xs">
              <Button variant="transparent" size="compact-sm" px={0} onClick={() => onOpen(role)}>
                {roleName(t, role)}
              </Button>
              {role.isChanged && (
                <Badge variant="light" color="yellow" tt="none">
                  {t('access:roles.changed')}
                </Badge>
              )}
              {!role.isBuiltIn && (
                <Badge variant="light" color="blue" tt="none">
                  {t('access:roles.own')}
                </Badge>
              )}
            </Group>
          ),
        },
        {
          id: 'scope',
          label: t('access:roles.reaches'),
          cell: ({ rowScope, key }) => (key === 'affiliate' ? '–' : t(`access:scope.${rowScope}`)),
        },
        {
          id: 'permissions',
          label: t('access:roles.permissions'),
          align: 'right',
          cell: ({ permissions }) => permissions.length,
        },
        {
          id: 'members',
          label: t('access:roles.members'),
          align: 'right',
          cell: ({ memberCount }) => memberCount,
        },
        ...(mayWrite
          ? [
              {
                id: 'acts',
                label: t('access:roles.acts'),
                isLabelHidden: true,
                align: 'right' as const,
                cell: (role: Role) => <Acts role={role} onCopy={onCopy} onRemove={onRemove} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Acts({ role, onCopy, onRemove }: { role: Role } & Pick<RoleTableProps, 'onCopy' | 'onRemove'>) {
  const { t } = useTranslation();
  const name = roleName(t, role);
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {role.key !== 'affiliate' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('access:roles.copyName', { name })}
          onClick={() => onCopy(role)}
        >
          <IconCopy size={16} />
        </ActionIcon>
      )}
      {!role.isBuiltIn && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('access:roles.deleteName', { name })}
          onClick={() => onRemove(role)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
