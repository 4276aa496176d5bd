import { useSyncExternalStore } from 'react';

let isOn = false;
const listeners = new Set<() => void>();

/** Begins the tour, or goes on where the person left it. */
export function startTour(): void {
  change(true);
}

export function endTour(): void {
  change(false);
}

export function useTourIsOn(): boolean {
  return useSyncExternalStore(listen, () => isOn);
}

function change(next: boolean): void {
  isOn = next;
  for (const tell of listeners) tell();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
