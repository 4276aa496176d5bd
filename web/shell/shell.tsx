import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoPermission } from '../ui/states.tsx';
import { RecordNameProvider, useWindowTitle } from '../ui/window-title.ts';
import { useGoShortcuts } from './go-shortcuts.ts';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { Navigation } from './nav-list.tsx';
import { SearchBox } from './search-box.tsx';
import { useSession } from './session.ts';
import classes from './shell.module.css';
import { useShortcutKeys } from './shortcut-keys.ts';
import { Tour } from './tour.tsx';

const HEADER_PX = 54;
const NAVIGATION_PX = 226;

/** Header, navigation and the page in between. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useShortcutKeys();
  useGoShortcuts();
  useEffect(() => {
    if (path) close();
  }, [path, close]);
  return (
    <AppShell
      header={{ height: HEADER_PX }}
      navbar={{ width: NAVIGATION_PX, breakpoint: 'md', collapsed: { mobile: !isOpen } }}
      padding={0}
    >
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Header isNavigationOpen={isOpen} onToggleNavigation={toggle} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navigation} aria-label={t('shell.navigation')}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <PermittedPage />
        </div>
      </AppShell.Main>
      <SearchBox />
      <Help />
      <Tour />
    </AppShell>
  );
}

function PermittedPage() {
  const { t } = useTranslation();
  const { permissions, workspace } = useSession();
  const [recordName, setRecordName] = useState<string | null>(null);
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData });
  const name = recordName ?? (page?.title && t(page.title));
  useWindowTitle(name, workspace.name);
  if (page?.permission && !permissions.includes(page.permission)) {
    return <NoPermission detail={t('state.noPermission.page')} />;
  }
  return (
    <RecordNameProvider value={setRecordName}>
      <Outlet />
    </RecordNameProvider>
  );
}
