import { expect } from 'vitest';
import { savePlan } from '../../../server/commissions/index.ts';
import { setClock } from '../../../server/core/clock.ts';
import type { App } from '../../../server/core/http/server.ts';
import { addJob } from '../../../server/core/jobs.ts';
import { recordClicks } from '../../../server/tracking/index.ts';
import { drainJobs } from '../database.ts';
import { withApiKey } from '../http.ts';
import { TWENTY_PERCENT } from '../money.ts';
import { makeProgram } from '../program.ts';
import { START, type SystemForTests } from './shop.ts';

/** A workspace with an affiliate, a click on their link, and a connection to a billing system. */
export async function connectSystem(app: App, { kind, secret }: SystemForTests) {
  const { id, offer, affiliates } = await makeProgram(['Ann']);
  await savePlan(id, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(id);
  const made = await app.inject({
    ...{ method: 'POST', url: '/api/v1/billing-connections', headers },
    body: { kind, name: kind, ...(secret ? { secret } : {}) },
  });
  expect(made.statusCode).toBe(201);
  const [ann] = affiliates;
  const at = new Date(START.getTime() - 60_000);
  const [clickId = ''] = await recordClicks(id, [{ at, linkId: ann?.link.id ?? '', visitorId: 'v1' }]);
  return { id, offer, ann, headers, connection: made.json().id as string, clickId };
}

/** Settles also what waits for more. */
export async function settleAll(): Promise<void> {
  await drainJobs();
  setClock(() => new Date(Date.now() + 121_000));
  await addJob('signals.settle-overdue-billing-events', {});
  await drainJobs();
  setClock();
}
