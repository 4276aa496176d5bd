import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { drainLater, useReceiver } from '../../../test/support/receiver.ts';
import { savePlan } from '../../commissions/index.ts';
import { setClock } from '../../core/clock.ts';
import { inTransaction, pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { startJobs, stopJobs } from '../../core/jobs.ts';
import { createApp } from '../../main.ts';
import { recordClicks, recordSale, refundSale } from '../../tracking/index.ts';
import { WebhookBody } from './event-types.ts';
import type { Webhook as Endpoint, WebhookWithSecret } from './schema.ts';

const config = testConfig({ GOODWORD_OUTGOING_ALLOW: '127.0.0.1' });
useDatabase(config);
const receiver = useReceiver();

let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(() => app.close());
afterEach(() => setClock());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function openWorkspace(eventTypes: string[] = []) {
  const program = await makeProgram(['Ann']);
  await savePlan(program.id, { ...TWENTY_PERCENT, holdDays: 0 });
  const headers = await withApiKey(program.id);
  const ask = async <T>(method: Method, path: string, body?: object) =>
    (await app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) })).json<T>();
  const endpoint = await ask<WebhookWithSecret>('POST', '/webhooks', {
    url: `${receiver.url}/hook`,
    eventTypes,
  });
  const [ann] = program.affiliates;
  const [clickId = ''] = await recordClicks(program.id, [
    { at: new Date(), linkId: ann?.link.id ?? '', visitorId: 'visitor-1' },
  ]);
  await drainJobs();
  receiver.received = [];
  const sell = (invoiceId: string) =>
    recordSale(program.id, {
      ...{ customerExternalId: 'c1', clickId, invoiceId, amountMinor: 10_000, currency: 'USD' },
    });
  const deliveries = async () =>
    (
      await ask<{ data: { id: string; state: string; attemptCount: number; type: string }[] }>(
        'GET',
        `/webhooks/${endpoint.id}/deliveries`,
      )
    ).data;
  return { ws: program.id, ann, ask, endpoint, sell, deliveries };
}

const typesOf = () => receiver.received.map(({ body }) => WebhookBody.parse(JSON.parse(body)).type);

describe('a webhook', () => {
  it('brings what happened, in the promised shape, signed as Standard Webhooks asks', async () => {
    const { endpoint, sell, ann } = await openWorkspace();
    await sell('inv-1');
    await drainJobs();
    expect(typesOf().sort()).toEqual(['commission.created', 'customer.attributed', 'sale.recorded']);
    for (const { body, headers } of receiver.received) new Webhook(endpoint.secret).verify(body, headers);
    const told = receiver.received.map(({ body }) => JSON.parse(body));
    expect(told.find(({ type }) => type === 'sale.recorded').data).toMatchObject({
      ...{ externalId: 'inv-1', customerExternalId: 'c1', affiliateId: ann?.id, amountMinor: 10_000 },
    });
    expect(told.find(({ type }) => type === 'commission.created').data).toMatchObject({
      ...{ affiliateId: ann?.id, amountMinor: 2_000, keptMinor: 2_000, currency: 'USD', state: 'payable' },
    });
  });

  it('tells what a refund takes back', async () => {
    const { sell, ws } = await openWorkspace(['sale.refunded', 'commission.reversed']);
    await sell('inv-2');
    await refundSale(ws, { saleExternalId: 'inv-2', refundExternalId: 'r1', amountMinor: 5_000 });
    await drainJobs();
    const told = receiver.received.map(({ body }) => JSON.parse(body));
    expect(told.map(({ type }) => type).sort()).toEqual(['commission.reversed', 'sale.refunded']);
    expect(told.find(({ type }) => type === 'commission.reversed').data).toMatchObject({
      ...{ changeMinor: -1_000, keptMinor: 1_000, because: 'refund' },
    });
    expect(told.find(({ type }) => type === 'sale.refunded').data).toMatchObject({
      ...{ amountMinor: 5_000, currency: 'USD', saleExternalId: 'inv-2' },
    });
  });

  it('tells what was granted beside money, and when somebody has handed it over', async () => {
    const { ask, ann } = await openWorkspace(['reward.granted', 'reward.fulfilled']);
    const what = { kind: 'gift', name: 'Mug', worthMinor: 1_500 };
    const grant = { affiliateId: ann?.id, what, currency: 'USD', reason: 'Spoke at our meeting' };
    const { id } = await ask<{ id: string }>('POST', '/rewards', grant);
    await drainJobs();
    await ask('POST', '/rewards/handovers', { rewardIds: [id], code: 'MUG-1' });
    await drainJobs();
    expect(typesOf()).toEqual(['reward.granted', 'reward.fulfilled']);
    const [granted, given] = receiver.received.map(({ body }) => JSON.parse(body).data);
    expect(granted).toMatchObject({
      id,
      affiliateId: ann?.id,
      name: 'Mug',
      amountMinor: 1_500,
      state: 'due',
    });
    expect(given).toMatchObject({ id, state: 'given', givenAt: expect.any(String) });
    expect(given).not.toHaveProperty('code');
  });

  it('brings only the chosen events, and nothing while it is paused', async () => {
    const { ask, endpoint, sell } = await openWorkspace(['sale.recorded']);
    await sell('inv-3');
    await drainJobs();
    expect(typesOf()).toEqual(['sale.recorded']);
    await ask('PATCH', `/webhooks/${endpoint.id}`, { status: 'paused' });
    await sell('inv-4');
    await drainJobs();
    expect(typesOf()).toEqual(['sale.recorded']);
  });

  it('is tried again after a failure, with the same id and body, and shows every attempt', async () => {
    const { ask, sell, deliveries, endpoint } = await openWorkspace(['sale.recorded']);
    Object.assign(receiver, { status: 500, answer: 'broken' });
    await sell('inv-5');
    await drainJobs();
    expect(await deliveries()).toMatchObject([{ state: 'pending', attemptCount: 1, lastStatus: 500 }]);
    expect((await ask<Endpoint>('GET', `/webhooks/${endpoint.id}`)).failingSince).not.toBeNull();
    receiver.status = 200;
    await drainLater();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', attemptCount: 2 });
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    const detail = await ask<{ attempts: object[] }>('GET', `/webhook-deliveries/${delivery?.id}`);
    expect(detail.attempts).toMatchObject([
      { number: 2, status: 200 },
      { number: 1, status: 500, answer: 'broken' },
    ]);
    expect((await ask<Endpoint>('GET', `/webhooks/${endpoint.id}`)).failingSince).toBeNull();
  });

  it('is switched off when nothing arrived for three days, with a mail to the owner; what failed can be replayed', async () => {
    const { ask, endpoint, sell, deliveries, ws } = await openWorkspace(['sale.recorded']);
    receiver.status = 503;
    await sell('inv-6');
    await drainJobs();
    setClock(() => new Date(Date.now() + 73 * 3_600_000));
    await drainLater();
    expect(await ask('GET', `/webhooks/${endpoint.id}`)).toMatchObject({ status: 'failed' });
    const { rows } = await pool().query(
      "select recipient from core.mails where workspace_id = $1 and kind = 'receiver_switched_off'",
      [ws],
    );
    expect(rows).toHaveLength(1);
    await sell('inv-7');
    await drainJobs();
    expect(receiver.received).toHaveLength(2);
    receiver.status = 200;
    await ask('PATCH', `/webhooks/${endpoint.id}`, { status: 'active' });
    const since = new Date(0).toISOString();
    expect(await ask('POST', `/webhooks/${endpoint.id}/replays`, { since })).toEqual({ count: 2 });
    await drainJobs();
    expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('is switched off at once by an endpoint that says it is gone', async () => {
    const { ask, endpoint, sell } = await openWorkspace(['sale.recorded']);
    receiver.status = 410;
    await sell('inv-8');
    await drainJobs();
    expect(await ask('GET', `/webhooks/${endpoint.id}`)).toMatchObject({ status: 'failed' });
  });

  it('is sent once more on request', async () => {
    const { ask, sell, deliveries } = await openWorkspace(['sale.recorded']);
    await sell('inv-9');
    await drainJobs();
    const [delivery] = await deliveries();
    await ask('POST', `/webhook-deliveries/${delivery?.id}/replays`);
    await drainJobs();
    expect(receiver.received).toHaveLength(2);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attemptCount: 2 }]);
  });
});

describe('a secret', () => {
  it('is valid together with the one before for a day after a rotation', async () => {
    const { ask, endpoint, sell } = await openWorkspace(['sale.recorded']);
    const rotated = await ask<WebhookWithSecret>('POST', `/webhooks/${endpoint.id}/secret-rotations`);
    await sell('inv-10');
    await drainJobs();
    const [both] = receiver.received;
    for (const secret of [endpoint.secret, rotated.secret])
      new Webhook(secret).verify(both?.body ?? '', both?.headers ?? {});
    await pool().query("update connections.receivers set old_secret_until = now() - interval '1 minute'");
    await sell('inv-11');
    await drainJobs();
    const [, later] = receiver.received;
    new Webhook(rotated.secret).verify(later?.body ?? '', later?.headers ?? {});
    expect(() => new Webhook(endpoint.secret).verify(later?.body ?? '', later?.headers ?? {})).toThrow();
  });

  it('is shown once, and never kept as it is', async () => {
    const { ask, endpoint } = await openWorkspace();
    expect(await ask('GET', `/webhooks/${endpoint.id}`)).not.toHaveProperty('secret');
    const { rows } = await pool().query('select * from connections.receivers where id = $1', [endpoint.id]);
    expect(JSON.stringify(rows)).not.toContain(endpoint.secret.slice('whsec_'.length));
  });
});

describe('what is to be told', () => {
  it('commits with what happened, and not without it', async () => {
    const { sell, deliveries } = await openWorkspace(['sale.recorded']);
    const failing = inTransaction(async () => {
      await sell('inv-12');
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await deliveries()).toEqual([]);
    await sell('inv-12');
    expect(await deliveries()).toMatchObject([{ state: 'pending', attemptCount: 0 }]);
  });

  it('survives a worker that was killed while it held the job', async () => {
    const { sell, deliveries } = await openWorkspace(['sale.recorded']);
    await sell('inv-13');
    await pool().query("update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()");
    await startJobs({ isAlone: true });
    try {
      await expect.poll(deliveries, { timeout: 10_000 }).toMatchObject([{ state: 'delivered' }]);
    } finally {
      await stopJobs();
    }
    expect(typesOf()).toEqual(['sale.recorded']);
  });

  it('is never sent into a private network', async () => {
    const { ask } = await openWorkspace();
    const answer = await ask<{ code: string; errors: object[] }>('POST', '/webhooks', {
      url: 'http://169.254.169.254/latest',
    });
    expect(answer).toMatchObject({ code: 'validation_failed', errors: [{ path: 'url' }] });
  });
});
