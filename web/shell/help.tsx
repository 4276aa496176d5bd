import i18next from 'i18next';
import { lazy, Suspense, useEffect, useState } from 'react';
import { openShortcuts, useOpenHelp } from './help-state.ts';
import { useShortcut } from './shortcuts.ts';
import { type Locale, speakOfAll } from './words.ts';

// Home has loaded few words only; the help speaks of everything.
const HelpWindows = lazy(async () => {
  await speakOfAll(i18next.language as Locale);
  return import('../help/windows.tsx');
});

/** The sheet of shortcuts and the guide. Their code comes with the first use, and stays: a window closes by itself. */
export function Help() {
  const open = useOpenHelp();
  const [isNeeded, setNeeded] = useState(false);
  useShortcut('shortcuts', openShortcuts);
  useEffect(() => {
    if (open) setNeeded(true);
  }, [open]);
  return isNeeded ? (
    <Suspense>
      <HelpWindows />
    </Suspense>
  ) : null;
}
