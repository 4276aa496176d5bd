import { addHours } from 'date-fns/addHours';
import { addSeconds } from 'date-fns/addSeconds';
import { min } from 'date-fns/min';

const FIRST_PAUSE_SECONDS = 10;
const GROWTH = 4;
/** Beyond it a pause is longer than any retries last. */
const MAX_GROWTHS = 8;
/** The receiver asks not to be called any more. */
const GONE = 410;

/** For how long a delivery is tried again after its first failure. */
export const RETRY_HOURS = { webhook: 72, postback: 24 } as const;

interface Failures {
  /** Of this round, the present one included. */
  count: number;
  firstAt: Date;
}

/**
 * When a delivery is tried again: after 10 seconds, then four times later each time, and a last time when its hours
 * are over. Null after that.
 */
export function nextAttemptAt({ count, firstAt }: Failures, now: Date, retryHours: number): Date | null {
  const end = addHours(firstAt, retryHours);
  if (now >= end) return null;
  return min([addSeconds(now, FIRST_PAUSE_SECONDS * GROWTH ** Math.min(count - 1, MAX_GROWTHS)), end]);
}

/** Whatever is not a success is tried again: a redirect is not followed, so it is none. */
export function hasArrived(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

export function isGone(status: number | null): boolean {
  return status === GONE;
}

/** Nothing has arrived in all the time in which a delivery was tried. */
export function failedThroughout(failingSince: Date, firstFailedAt: Date): boolean {
  return failingSince <= firstFailedAt;
}
