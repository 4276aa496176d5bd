import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { DAY_MS, enterDeals, goOn } from '../../../test/support/deals.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { DealView } from './schema/deal.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('a deal', () => {
  it('begins in the first stage of the pipeline that every company has, with a name alone', async () => {
    const { call, pipeline, first } = await enterDeals(app);
    expect(pipeline).toMatchObject({ isDefault: true });
    expect(pipeline.stages.map(({ kind }) => kind)).toEqual(['open', 'open', 'open', 'open', 'won', 'lost']);
    const deal = await call('POST', '/deals', { name: 'Small' });
    expect(deal).toMatchObject({
      stageId: first,
      state: 'open',
      probability: 10,
      accountId: null,
      version: 1,
    });
    expect(deal.moves).toMatchObject([{ fromStageId: null, toStageId: first, stayedMs: null }]);
  });

  it('has one external id for ever, also when it is opened by many at once, or was deleted', async () => {
    const { call, send } = await enterDeals(app);
    const body = { name: 'Once', externalId: 'crm-1' };
    const made = await Promise.all(Array.from({ length: 6 }, () => call('POST', '/deals', body)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const { id } = made[0] as DealView;
    await call('POST', '/deals/bulk', { field: 'isDeleted', ids: [id], value: true });
    const again = await send('POST', '/deals', body);
    expect([again.statusCode, again.json().code]).toEqual([409, 'deal_deleted']);
  });

  it('is worth the sum of its lines', async () => {
    const { call, send } = await enterDeals(app);
    const lines = [{ name: 'Seats', quantity: 3, priceMinor: 1_000 }];
    const { id, amountMinor } = await call('POST', '/deals', { name: 'Lines', lines });
    expect(amountMinor).toBe(3_000);
    expect((await send('PATCH', `/deals/${id}`, { amountMinor: 5 })).statusCode).toBe(422);
    const more = [...lines, { name: 'Setup', priceMinor: 500 }];
    expect(await call('PUT', `/deals/${id}/lines`, { data: more })).toMatchObject({ amountMinor: 3_500 });
    expect(await call('PUT', `/deals/${id}/lines`, { data: [] })).toMatchObject({
      amountMinor: 3_500,
      lines: [],
    });
  });

  it('is changed by null and by values, and refuses who has read an older one', async () => {
    const { call, send, account } = await enterDeals(app);
    const { id, version } = await call('POST', '/deals', { name: 'Old', nextStep: 'Call', currency: 'EUR' });
    const changed = await call('PATCH', `/deals/${id}`, {
      name: 'New',
      nextStep: null,
      accountId: account,
      version,
    });
    expect(changed).toMatchObject({ name: 'New', nextStep: null, accountName: 'Acme', currency: 'EUR' });
    const late = await send('PATCH', `/deals/${id}`, { name: 'Late', version });
    expect([late.statusCode, late.json().code]).toEqual([409, 'changed_meanwhile']);
  });

  it('knows who takes part, how they stand to it, and when they were last in touch', async () => {
    const { call, send, person, account, names } = await enterDeals(app);
    const { id } = await call('POST', '/deals', { name: 'People', accountId: account });
    const part = { role: 'champion', influence: 'high', attitude: 'supporter', strength: 'medium' };
    await call('PUT', `/deals/${id}/people/${person}`, part);
    await call('POST', `/people/${person}/notes`, { body: 'Met' });
    const { people } = await call('GET', `/deals/${id}`);
    expect(people).toMatchObject([{ personId: person, ...part, lastTouchAt: expect.any(String) }]);
    expect(await names(`personId=${person}`)).toEqual(['People']);
    expect((await send('DELETE', `/deals/${id}/people/${person}`)).statusCode).toBe(204);
    expect((await call('GET', `/deals/${id}`)).people).toEqual([]);
  });
});

describe('a move', () => {
  it('counts the time in the stage before to the millisecond, on both timelines', async () => {
    const { call, first, second, third, account, person, textsOf } = await enterDeals(app);
    setClock(() => new Date('2026-05-01T00:00:00Z'));
    const people = [{ personId: person }];
    const { id } = await call('POST', '/deals', { name: 'Big', accountId: account, people });
    goOn(3);
    await call('POST', `/deals/${id}/stage`, { stageId: second, expectedStageId: first });
    goOn(1.5);
    const { moves } = await call('POST', `/deals/${id}/stage`, { stageId: third });
    expect(moves.map(({ stayedMs }) => stayedMs)).toEqual([1.5 * DAY_MS, 3 * DAY_MS, null]);
    const told = [
      'Deal Big went from Needs analysis to Proposal after 1 day',
      'Deal Big went from Qualification to Needs analysis after 3 days',
      'Deal opened: Big',
    ];
    expect(await textsOf(`/accounts/${account}`)).toEqual(told);
    expect(await textsOf(`/people/${person}`)).toEqual(told);
  });

  it('of two people at once is done for one, and the other is told where the deal is', async () => {
    const { call, send, first, second, third } = await enterDeals(app);
    const { id } = await call('POST', '/deals', { name: 'Contested' });
    const answers = await Promise.all(
      [second, third].map((stageId) =>
        send('POST', `/deals/${id}/stage`, { stageId, expectedStageId: first }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const refusal = answers.find(({ statusCode }) => statusCode === 409)?.json();
    expect(refusal).toMatchObject({
      code: 'deal_moved',
      detail: expect.stringContaining('moved this deal to “'),
    });
    expect((await call('GET', `/deals/${id}`)).moves).toHaveLength(2);
  });

  it('that is put right at once leaves no trace in the history and on the timeline', async () => {
    const { call, first, second, account, textsOf } = await enterDeals(app);
    const { id, stageSince } = await call('POST', '/deals', { name: 'Slip', accountId: account });
    await call('POST', `/deals/${id}/stage`, { stageId: second });
    const back = await call('POST', `/deals/${id}/stage`, { stageId: first });
    expect(back.moves).toHaveLength(1);
    expect(back.stageSince).toBe(stageSince);
    expect(await textsOf(`/accounts/${account}`)).toEqual(['Deal opened: Slip']);
  });

  it('cannot be made into a stage for closed deals, nor of a closed deal', async () => {
    const { call, send, pipeline, second } = await enterDeals(app);
    const { id } = await call('POST', '/deals', { name: 'Open' });
    const won = pipeline.stages.find(({ kind }) => kind === 'won')?.id;
    expect((await send('POST', `/deals/${id}/stage`, { stageId: won })).statusCode).toBe(422);
    await call('POST', `/deals/${id}/win`, {});
    const refusal = await send('POST', `/deals/${id}/stage`, { stageId: second });
    expect([refusal.statusCode, refusal.json().code]).toEqual([409, 'deal_closed']);
  });
});

describe('the end of a deal', () => {
  it('is won once by many at once, and taken back to the stage that it came from', async () => {
    const { call, second, account, textsOf } = await enterDeals(app);
    const { id } = await call('POST', '/deals', { name: 'Won', accountId: account, stageId: second });
    goOn(2);
    await Promise.all([1, 2, 3].map(() => call('POST', `/deals/${id}/win`, { note: 'Signed' })));
    const won = await call('GET', `/deals/${id}`);
    expect(won).toMatchObject({ state: 'won', probability: 100, closeNote: 'Signed', closedByName: 'test' });
    expect(won.moves).toHaveLength(2);
    goOn(1);
    const open = await call('DELETE', `/deals/${id}/win`);
    expect(open).toMatchObject({ state: 'open', stageId: second, closedAt: null, closeNote: null });
    expect(open.moves[0]).toMatchObject({ stayedMs: DAY_MS });
    expect(await textsOf(`/accounts/${account}`)).toEqual([
      'Deal open again: Won, in Needs analysis',
      'Deal won: Won, after 2 days in Needs analysis',
      'Deal opened: Won',
    ]);
  });

  it('is lost for one of the company’s reasons alone', async () => {
    const { call, send, reason } = await enterDeals(app);
    const { id } = await call('POST', '/deals', { name: 'Lost' });
    expect((await send('POST', `/deals/${id}/loss`, { reasonId: 'dlr_none' })).statusCode).toBe(422);
    const lost = await call('POST', `/deals/${id}/loss`, { reasonId: reason, note: 'Twice the price' });
    expect(lost).toMatchObject({ state: 'lost', lossReason: 'Too expensive', probability: 0 });
    expect((await send('POST', `/deals/${id}/win`, {})).json().code).toBe('deal_closed');
    expect((await send('DELETE', `/deals/${id}/win`)).json().code).toBe('deal_closed');
    expect(await call('DELETE', `/deals/${id}/loss`)).toMatchObject({ state: 'open', lossReasonId: null });
  });
});
