import type { App } from '../../../server/core/http/server.ts';
import type { BillingKind } from '../../../server/signals/index.ts';

// Events of billing systems in their documented shapes: 119.00 paid of which 19.00 is tax, twice; the half of the second
// goes back; a subscription that grows and ends.
export type Fields = Record<string, unknown>;

const DAY_MS = 86_400_000;
/** A noon, so that no day of the history depends on the hour of the test. */
export const START = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - 100 * DAY_MS + DAY_MS / 2);

export const iso = (day: number) => new Date(START.getTime() + day * DAY_MS).toISOString();
export const unix = (day: number) => Math.floor((START.getTime() + day * DAY_MS) / 1_000);

export interface SystemForTests {
  kind: BillingKind;
  /** Null where an API key is the proof. */
  secret: string | null;
  /** In order. */
  history(clickId: string): Fields[];
  headersOf(payload: string, secret: string, ageS?: number): Record<string, string>;
  /** Movements of the MRR that the history comes to. */
  mrr: number[];
  customer: string;
}

export function deliverTo(
  app: App,
  system: SystemForTests,
  { connection, headers }: { connection: string; headers: Record<string, string> },
  event: Fields,
  { secret = system.secret, ageS = 0 }: { secret?: string | null; ageS?: number } = {},
) {
  const payload = JSON.stringify(event);
  const isOwn = system.kind === 'json';
  return app.inject({
    method: 'POST',
    url: isOwn
      ? `/api/v1/billing-connections/${connection}/events`
      : `/webhooks/${system.kind}/${connection}`,
    headers: {
      'content-type': 'application/json',
      ...(isOwn ? headers : system.headersOf(payload, secret ?? '', ageS)),
    },
    payload,
  });
}

let count = 0;
export const nextId = () => {
  count += 1;
  return String(count).padStart(6, '0');
};
