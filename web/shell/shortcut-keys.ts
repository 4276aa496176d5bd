import { useEffect } from 'react';
import { actOf, keysOf, shortcutFor } from './shortcuts.ts';

/** Two keys belong together when the second follows within so many milliseconds. */
const TOGETHER_MS = 1_500;
const LEADING = 'g';
const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';

/** Listens for every shortcut of the app; once, in the shell. */
export function useShortcutKeys(): void {
  useEffect(() => {
    const onKeyDown = listener();
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** A listener of its own memory: the key that leads two of them. */
export function listener(): (event: KeyboardEvent) => void {
  let ledAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.defaultPrevented || event.repeat || isForAnother(event)) return;
    const keys = keysOf(event);
    const isLed = event.timeStamp - ledAt < TOGETHER_MS;
    ledAt = Number.NEGATIVE_INFINITY;
    // After `g` a key stands for a place: alone it may decide something, which nobody meant then.
    const id = shortcutFor(isLed ? `${LEADING} ${keys}` : keys);
    if (id) {
      event.preventDefault();
      actOf(id)?.();
    } else if (keys === LEADING && !isLed) {
      ledAt = event.timeStamp;
    }
  };
}

/** Who writes in a field writes; and an open window has the keyboard for itself. */
function isForAnother(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (!target?.closest) return false;
  if (target.closest(FIELDS)) return true;
  const isModified = event.ctrlKey || event.metaKey;
  return !isModified && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}
