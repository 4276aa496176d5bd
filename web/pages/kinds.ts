import type { Material } from '../../server/pages/schema.ts';

export type MaterialKind = Material['kind'];

export const KINDS: MaterialKind[] = ['text', 'link', 'image', 'snippet'];

/** Links and pictures are addresses; the others are copied as they are. */
export function isAddress(kind: MaterialKind): boolean {
  return kind === 'link' || kind === 'image';
}
