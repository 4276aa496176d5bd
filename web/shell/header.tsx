import { Box, Burger, Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import { HelpButton } from './help-button.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { Logo } from './logo.tsx';
import { openSearch } from './search-state.ts';
import { useSearchWords } from './search-words.ts';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

const LOGO_PX = 24;

interface HeaderProps {
  isNavigationOpen: boolean;
  onToggleNavigation(): void;
}

export function Header({ isNavigationOpen, onToggleNavigation }: HeaderProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.bar}>
      <Burger
        hiddenFrom="md"
        size="sm"
        opened={isNavigationOpen}
        onClick={onToggleNavigation}
        aria-label={t('shell.navigation')}
        aria-expanded={isNavigationOpen}
      />
      <Link to="/" className={classes.brand}>
        <Logo size={LOGO_PX} />
        <Text component="span" inherit visibleFrom="xs">
          Goodword
        </Text>
        <VisuallyHidden>{t('shell.home')}</VisuallyHidden>
      </Link>
      <WorkspaceSwitcher />
      <Box flex={1} />
      <SearchButton />
      <Box visibleFrom="sm">
        <LanguageMenu />
      </Box>
      <HelpButton />
      <ColorSchemeButton />
      <UserMenu />
    </div>
  );
}

function SearchButton() {
  const { t } = useTranslation();
  return (
    <UnstyledButton className={classes.search} onClick={openSearch} aria-keyshortcuts="/ Control+K">
      <IconSearch size={16} aria-hidden />
      <VisuallyHidden hiddenFrom="sm">{t('search.open')}</VisuallyHidden>
      <Text component="span" inherit truncate visibleFrom="sm">
        {useSearchWords()}
      </Text>
      <Kbd size="xs" visibleFrom="sm" aria-hidden>
        /
      </Kbd>
    </UnstyledButton>
  );
}
