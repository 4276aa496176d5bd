import { useSyncExternalStore } from 'react';

/** What of the help is open: the sheet of shortcuts, or the guide at a place of it. */
export type OpenHelp = { what: 'shortcuts' } | { what: 'guide'; place?: string };

let open: OpenHelp | null = null;
const listeners = new Set<() => void>();

/** Opens the sheet of all keyboard shortcuts. */
export function openShortcuts(): void {
  change({ what: 'shortcuts' });
}

/** Opens the guide: at `page#heading`, or at what belongs to the screen. */
export function openGuide(place?: string): void {
  change({ what: 'guide', place });
}

export function closeHelp(): void {
  change(null);
}

export function useOpenHelp(): OpenHelp | null {
  return useSyncExternalStore(listen, () => open);
}

function change(next: OpenHelp | null): void {
  open = next;
  for (const tell of listeners) tell();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
