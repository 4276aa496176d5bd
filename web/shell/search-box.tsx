import { useSpotlight } from '@mantine/spotlight';
import { lazy, Suspense, useEffect, useState } from 'react';
import { openSearch, search, searchStore } from './search-state.ts';
import { useShortcut } from './shortcuts.ts';

const SearchPanel = lazy(() => import('./search-panel.tsx'));

/** Search over pages, accounts and people: `/` or Ctrl-K from anywhere. Its code comes with the first use. */
export function SearchBox() {
  const { opened } = useSpotlight(searchStore);
  const [isNeeded, setNeeded] = useState(false);
  useShortcut('search', openSearch);
  useEffect(() => {
    if (!opened || isNeeded) return;
    // The panel opens itself once it is there: opened from the start, it would not know where the focus was.
    search.close();
    setNeeded(true);
  }, [opened, isNeeded]);
  return isNeeded ? (
    <Suspense>
      <SearchPanel />
    </Suspense>
  ) : null;
}
