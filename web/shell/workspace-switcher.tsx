import { Badge, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { enterWorkspace } from './enter-workspace.ts';
import { useSession } from './session.ts';
import classes from './shell.module.css';

/** The workspace's name; a menu where the person belongs to several. */
export function WorkspaceSwitcher() {
  const { t } = useTranslation();
  const { workspace, workspaces } = useSession();
  const name = (
    <>
      <Text component="span" inherit truncate fw={550}>
        {workspace.name}
      </Text>
      {workspace.isSample && (
        <Badge size="sm" variant="default" visibleFrom="sm">
          {t('shell.sample')}
        </Badge>
      )}
    </>
  );
  if (workspaces.length < 2) return <div className={classes.workspace}>{name}</div>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.workspace} data-switchable>
          {name}
          <VisuallyHidden>{t('shell.switchWorkspace')}</VisuallyHidden>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {workspaces.map(({ id, name: label }) => (
          <Menu.Item key={id} fw={id === workspace.id ? 600 : 400} onClick={() => enterWorkspace(id)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
