/** Nothing of interest happened before; a clock that says so is wrong. */
const EARLIEST = Date.UTC(2000, 0, 1);

/**
 * When a message happened by our clock: receivedAt − (sentAt − originalTimestamp), because the sender's clock may be
 * wrong but it was wrong both times. Without a time of sending the original time stands. Never in the future, and a
 * time before 2000 or none at all is the time of receipt.
 */
export function correctedTime(original: unknown, sent: unknown, receivedAt: Date): Date {
  const originalMs = toTime(original);
  if (originalMs === undefined) return receivedAt;
  const sentMs = toTime(sent);
  const received = receivedAt.getTime();
  const corrected = sentMs === undefined ? originalMs : received - (sentMs - originalMs);
  return corrected < EARLIEST || corrected > received ? receivedAt : new Date(corrected);
}

function toTime(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
}
