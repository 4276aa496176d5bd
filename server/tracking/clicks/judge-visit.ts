import type { ClickVerdict } from '../schema/click.ts';
import type { ClientFacts } from './read-client.ts';

/** What a request shows beside its user agent. */
export interface RequestSigns {
  method: string;
  /** `Sec-Purpose`, `Purpose`, `X-Purpose` and `X-Moz` in one. */
  purpose: string;
}

const LOOKS_AHEAD = /prefetch|prerender|preview/i;

/** A person until something says otherwise; whether a person's click is a repeat is told later. */
export function verdictOf(
  { method, purpose }: RequestSigns,
  client: ClientFacts,
): Exclude<ClickVerdict, 'repeat'> {
  if (client.isScanner) return 'scanner';
  if (client.isBot) return 'bot';
  if (method === 'HEAD' || LOOKS_AHEAD.test(purpose)) return 'prefetch';
  return 'counted';
}
