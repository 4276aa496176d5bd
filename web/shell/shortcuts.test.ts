import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { navigation } from '../rooms.ts';
import { GOES_TO } from './go-shortcuts.ts';
import { listener } from './shortcut-keys.ts';
import {
  bindShortcut,
  KEPT_BY_LIBRARIES,
  keysOf,
  type Pressed,
  SHORTCUTS,
  type ShortcutId,
} from './shortcuts.ts';

const WEB = path.resolve(import.meta.dirname, '..');
const IDS = Object.keys(SHORTCUTS) as ShortcutId[];
const BOUND = /\b(?:useShortcut|isShortcut|bindShortcut)\('(\w+)'/g;
/** Keys of a field or a drag alone, which no sheet has to name. */
const OWN_KEYS = ['strategy/filter-pills.tsx', 'help/tour-guide.tsx'];

describe('the list of shortcuts', () => {
  const code = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(path.join(WEB, file), 'utf8') }));

  it('holds nothing that no code binds', () => {
    const bound = new Set(code.flatMap(({ text }) => [...text.matchAll(BOUND)].map(([, id]) => id)));
    const known = [...bound, ...Object.keys(GOES_TO), ...KEPT_BY_LIBRARIES];
    expect(IDS.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('is the only source of keys', () => {
    const others = code.filter(
      ({ file, text }) =>
        /useHotkeys|getHotkeyHandler|event\.key ===|addEventListener\('key/.test(text) &&
        !file.startsWith('shell/shortcut') &&
        !OWN_KEYS.includes(file),
    );
    expect(others.map(({ file }) => file)).toEqual([]);
  });

  it('leads only to pages of the navigation', () => {
    const pages = navigation.map(({ to }) => to);
    expect(Object.values(GOES_TO).filter((to) => !pages.includes(to))).toEqual([]);
  });
});

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keys', () => {
  it.each<[string, Partial<Pressed>]>([
    ['a', { key: 'a', code: 'KeyA' }],
    ['a', { key: 'A', code: 'KeyA' }],
    ['', { key: 'A', code: 'KeyA', shiftKey: true }],
    ['?', { key: '?', code: 'Slash', shiftKey: true }],
    ['?', { key: '?', code: 'Minus', shiftKey: true }],
    ['?', { key: 'ฦ', code: 'Slash', shiftKey: true }],
    ['/', { key: 'ฝ', code: 'Slash' }],
    ['g', { key: 'เ', code: 'KeyG' }],
    ['mod+k', { key: 'า', code: 'KeyK', ctrlKey: true }],
    ['mod+k', { key: 'k', code: 'KeyK', metaKey: true }],
    ['q', { key: 'q', code: 'KeyA' }],
    ['', { key: 'a', code: 'KeyA', altKey: true }],
    ['mod+Enter', { key: 'Enter', code: 'Enter', ctrlKey: true }],
  ])('are called %j for %j', (name, pressed) => {
    expect(keysOf({ ...plain, key: '', code: '', ...pressed })).toBe(name);
  });

  it('after g stand for a place, and decide nothing by themselves', () => {
    const [approve, go] = [vi.fn(), vi.fn()];
    const unbind = [bindShortcut('approveCase', approve), bindShortcut('goAccounts', go)];
    const press = typist();
    press('g');
    press('a');
    expect([go.mock.calls.length, approve.mock.calls.length]).toEqual([1, 0]);
    press('a');
    expect([go.mock.calls.length, approve.mock.calls.length]).toEqual([1, 1]);
    press('g');
    press('r');
    press('g');
    press('a', 5_000);
    expect([go.mock.calls.length, approve.mock.calls.length]).toEqual([1, 2]);
    for (const undo of unbind) undo();
    press('a');
    expect(approve.mock.calls.length).toBe(2);
  });
});

/** Presses keys some milliseconds after each other, outside of any field. */
function typist(): (key: string, afterMs?: number) => void {
  const listen = listener();
  let timeStamp = 0;
  return (key, afterMs = 100) => {
    timeStamp += afterMs;
    const event = { ...plain, key, code: '', timeStamp, target: null, preventDefault: () => undefined };
    listen(event as unknown as KeyboardEvent);
  };
}
