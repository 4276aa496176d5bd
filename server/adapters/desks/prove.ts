import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are equal, in a time that tells nothing of where they differ. */
export function isSame(told: string, expected: string): boolean {
  return timingSafeEqual(digest(told), digest(expected));
}

/** What a delivery comes to where it has no id of its own. */
export function contentKey(body: unknown): string {
  return digest(JSON.stringify(body)).toString('hex');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
