import { createHash } from 'node:crypto';
import type { FilePlace } from './schema.ts';

export const MAX_FILE_BYTES = 25 * 1_024 ** 2;
export const MAX_NAME = 255;
const MEDIA_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/** The name is only shown, never a place: whatever folders it names are cut off. */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not have.
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').toWellFormed();
  return clean.trim().slice(-MAX_NAME) || 'file';
}

/** What the sender says it is, where that has the form of a media type. */
export function mediaTypeOf(told: string): string {
  return MEDIA_TYPE.test(told) ? told.toLowerCase() : 'application/octet-stream';
}

/** The same content under the same name at the same place is the same file. */
export function uploadKey(place: FilePlace, name: string, content: Buffer): string {
  const { accountId, personId, dealId, activityId } = place;
  const where = JSON.stringify([
    accountId ?? null,
    personId ?? null,
    dealId ?? null,
    activityId ?? null,
    name,
  ]);
  return createHash('sha256').update(where).update(content).digest('hex');
}
