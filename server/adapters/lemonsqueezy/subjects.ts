import { idOf } from '../fields.ts';

/** Lemon Squeezy's ids are plain numbers, which others have as well: by this name one is known everywhere. */
export function subjectOf(kind: string, id: unknown): string | null {
  const known = idOf(id);
  return known ? `lemonsqueezy:${kind}:${known}` : null;
}
