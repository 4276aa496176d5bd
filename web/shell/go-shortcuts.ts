import { type LinkProps, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { navigation } from '../rooms.ts';
import { useSession } from './session.ts';
import { bindShortcut, type SHORTCUTS, type ShortcutId } from './shortcuts.ts';

type GoShortcut = {
  [Id in ShortcutId]: (typeof SHORTCUTS)[Id]['place'] extends 'go' ? Id : never;
}[ShortcutId];

/** Where each leads. */
export const GOES_TO: Record<GoShortcut, LinkProps['to']> = {
  goHome: '/',
  goMyDay: '/my-day',
  goTasks: '/tasks',
  goAccounts: '/accounts',
  goPeople: '/people',
  goDeals: '/deals',
  goRanking: '/ranking',
};

/** Leads to the pages that the person may see. */
export function useGoShortcuts(): void {
  const navigate = useNavigate();
  const { permissions } = useSession();
  useEffect(() => {
    const allowed = (Object.entries(GOES_TO) as [GoShortcut, LinkProps['to']][]).filter(([, to]) =>
      navigation.some(
        (entry) => entry.to === to && (!entry.permission || permissions.includes(entry.permission)),
      ),
    );
    const unbind = allowed.map(([id, to]) => bindShortcut(id, () => void navigate({ to })));
    return () => {
      for (const undo of unbind) undo();
    };
  }, [permissions, navigate]);
}
