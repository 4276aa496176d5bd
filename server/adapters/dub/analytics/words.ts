/** What callers read where a fact is not known or not kept. */
export const UNKNOWN = 'Unknown';

/** `mobile` as `Mobile`. */
export function deviceName(device: string | null): string {
  return device ? `${device[0]?.toUpperCase()}${device.slice(1)}` : UNKNOWN;
}
