import { expect } from 'vitest';
import { savePlan } from '../../server/commissions/index.ts';
import type { App } from '../../server/core/http/server.ts';
import { recordClicks } from '../../server/tracking/index.ts';
import { drainJobs } from './database.ts';
import { withApiKey } from './http.ts';
import { TWENTY_PERCENT } from './money.ts';
import { makeProgram } from './program.ts';
import { connectStripe, deliver, stripeEvent } from './stripe.ts';

/** When the tests of Stripe's events began, in seconds. */
export const NOW_S = Math.floor(Date.now() / 1_000);

/** A workspace with an affiliate, a click on their link, and a connection to Stripe. */
export async function connected(app: App) {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  await savePlan(id, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(id);
  const connection = await connectStripe(app, headers);
  const [ann, bob] = affiliates;
  const clickOn = async (linkId: string | undefined, hoursAgo = 2) => {
    const at = new Date((NOW_S - hoursAgo * 3_600) * 1_000);
    const [clickId = ''] = await recordClicks(id, [
      { at, linkId: linkId ?? '', visitorId: `v${Math.random()}` },
    ]);
    return clickId;
  };
  const get = async (path: string) => (await app.inject({ url: `/api/v1${path}`, headers })).json();
  const tell = async (...events: object[]) => {
    for (const event of events) expect((await deliver(app, connection, event)).statusCode).toBe(200);
    await drainJobs();
  };
  const sales = async () => (await get('/sales')).data;
  return { id, offer, ann, bob, headers, connection, clickOn, get, tell, sales };
}

/** An event of a moment ago. */
export const told = (type: string, object: Record<string, unknown>, secondsAgo = 60) =>
  stripeEvent(type, object, NOW_S - secondsAgo);
