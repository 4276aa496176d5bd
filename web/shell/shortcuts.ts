import { useEffect, useEffectEvent } from 'react';

/** Where a shortcut works; the sheet of shortcuts has a part for each. */
export const PLACES = [
  'everywhere',
  'go',
  'screens',
  'cases',
  'tables',
  'board',
  'writing',
  'windows',
] as const;
export type Place = (typeof PLACES)[number];

interface Declared {
  place: Place;
  /** Any of them; `g a` is one key after the other, `mod` the command key of a Mac and Control elsewhere. */
  keys: readonly string[];
}

/** Every shortcut there is: what the sheet shows, and the only source that code may bind keys from. */
export const SHORTCUTS = {
  search: { place: 'everywhere', keys: ['/', 'mod+k'] },
  shortcuts: { place: 'everywhere', keys: ['?'] },
  goHome: { place: 'go', keys: ['g h'] },
  goMyDay: { place: 'go', keys: ['g m'] },
  goTasks: { place: 'go', keys: ['g t'] },
  goAccounts: { place: 'go', keys: ['g a'] },
  goPeople: { place: 'go', keys: ['g p'] },
  goDeals: { place: 'go', keys: ['g d'] },
  goRanking: { place: 'go', keys: ['g r'] },
  create: { place: 'screens', keys: ['c', 'n'] },
  approveCase: { place: 'cases', keys: ['a'] },
  rejectCase: { place: 'cases', keys: ['r'] },
  watchCase: { place: 'cases', keys: ['w'] },
  nextRow: { place: 'tables', keys: ['ArrowDown'] },
  previousRow: { place: 'tables', keys: ['ArrowUp'] },
  liftCard: { place: 'board', keys: ['Space'] },
  moveCard: { place: 'board', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
  saveNote: { place: 'writing', keys: ['mod+Enter'] },
  closeWindow: { place: 'windows', keys: ['Escape'] },
} as const satisfies Record<string, Declared>;

export type ShortcutId = keyof typeof SHORTCUTS;

/** Kept by a library (Mantine's windows, the board's dragging), so that no code here binds them. */
export const KEPT_BY_LIBRARIES: readonly ShortcutId[] = ['liftCard', 'moveCard', 'closeWindow'];

const bound = new Map<ShortcutId, (() => void)[]>();

/** Binds the shortcut while the component is shown; without an act (no permission, say) it is not bound. */
export function useShortcut(id: ShortcutId, act: (() => void) | false): void {
  const latest = useEffectEvent(act || doNothing);
  const isOn = act !== false;
  useEffect(() => (isOn ? bindShortcut(id, () => latest()) : undefined), [id, isOn]);
}

function doNothing(): void {}

/** Binds the shortcut until the function that comes back is called; of several, the last one bound acts. */
export function bindShortcut(id: ShortcutId, act: () => void): () => void {
  bound.set(id, [...(bound.get(id) ?? []), act]);
  return () => {
    bound.set(
      id,
      (bound.get(id) ?? []).filter((other) => other !== act),
    );
  };
}

/** What the shortcut does now; undefined where it does nothing. */
export function actOf(id: ShortcutId): (() => void) | undefined {
  return bound.get(id)?.at(-1);
}

/** The shortcut of these keys that does something now. */
export function shortcutFor(keys: string): ShortcutId | undefined {
  return (Object.keys(SHORTCUTS) as ShortcutId[]).find(
    (id) => (SHORTCUTS[id].keys as readonly string[]).includes(keys) && actOf(id),
  );
}

/** Whether an event of one control is this shortcut. */
export function isShortcut(id: ShortcutId, event: Pressed): boolean {
  return (SHORTCUTS[id].keys as readonly string[]).includes(keysOf(event));
}

/** As much of a keyboard event as it takes to name its keys. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const WRITTEN_WITH_LATIN = /^[\x20-\x7e]+$/;
const ON_A_KEY: Record<string, string> = { Slash: '/', Space: 'Space' };

/** `a`, `?`, `mod+k`: what the key writes, or, where the keyboard writes another script, what is printed beside it. */
export function keysOf(event: Pressed): string {
  const isModified = event.ctrlKey || event.metaKey;
  const key = event.altKey ? '' : plainKey(event);
  return isModified ? `mod+${key}` : key;
}

function plainKey({ key, code, shiftKey }: Pressed): string {
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  if (WRITTEN_WITH_LATIN.test(key)) return shiftKey && /[A-Z]/.test(key) ? '' : key.toLowerCase();
  if (shiftKey) return code === 'Slash' ? '?' : '';
  return ON_A_KEY[code] ?? code.replace(/^Key/, '').toLowerCase();
}
