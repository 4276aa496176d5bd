import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconChecklist,
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconShieldLock,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../ui/api.ts';
import { chooseLocale } from './choose-locale.ts';
import { openGuide, openShortcuts } from './help-state.ts';
import { keepLearning } from './learning.ts';
import { queryClient } from './query-client.ts';
import { useCan, useSession } from './session.ts';
import { LOCALE_NAMES, LOCALES } from './words.ts';

export function UserMenu() {
  const { t, i18n } = useTranslation();
  const { user, role, roleName } = useSession();
  const can = useCan();
  const navigate = useNavigate();
  const other = LOCALES.find((locale) => locale !== i18n.language) ?? 'en';
  const signOut = async () => {
    await api.signIn('/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu width={230}>
      <Menu.Target>
        <UnstyledButton data-tour="help">
          <VisuallyHidden>{t('shell.userMenu', { name: user.name })}</VisuallyHidden>
          <Avatar name={user.name} color="ink" size={30} radius="xl" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
          <Text size="xs">{roleName ?? t(`role.${role}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconShieldLock size={16} />}
          onClick={() => navigate({ to: '/settings/security' })}
        >
          {t('shell.security')}
        </Menu.Item>
        <Menu.Item hiddenFrom="sm" leftSection={<IconHelp size={16} />} onClick={() => openGuide()}>
          {t('shell.help')}
        </Menu.Item>
        {can('accounts.read') && (
          <Menu.Item
            leftSection={<IconChecklist size={16} />}
            onClick={async () => {
              await keepLearning({ isDismissed: false });
              await navigate({ to: '/' });
            }}
          >
            {t('shell.firstSteps')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openShortcuts}>
          {t('shell.shortcuts')}
        </Menu.Item>
        <Menu.Item
          hiddenFrom="sm"
          lang={other}
          leftSection={<IconLanguage size={16} />}
          onClick={() => chooseLocale(other)}
        >
          {LOCALE_NAMES[other]}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
