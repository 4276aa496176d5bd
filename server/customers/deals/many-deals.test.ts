import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterDeals, goOn } from '../../../test/support/deals.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { Deal } from './schema/deal.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('many deals', () => {
  it('are moved, handed over and deleted all or none, and the answer puts them back', async () => {
    const { call, send, second, names } = await enterDeals(app);
    const made = [];
    for (const name of ['A', 'B']) made.push((await call('POST', '/deals', { name })).id);
    type Answer = { changedCount: number; undo: object };
    for (const change of [
      { field: 'stageId', ids: made, value: second },
      { field: 'isDeleted', ids: made, value: true },
    ]) {
      const { changedCount, undo } = await call<Answer>('POST', '/deals/bulk', change);
      expect(changedCount).toBe(2);
      await call('POST', '/deals/bulk', undo);
      expect(await names('sort=name')).toEqual(['A', 'B']);
      expect(await names(`stageId=${second}`)).toEqual([]);
    }
    const [a = ''] = made;
    await call('POST', `/deals/${a}/win`, {});
    const refusal = await send('POST', '/deals/bulk', { field: 'stageId', ids: made, value: second });
    expect([refusal.statusCode, refusal.json().code]).toEqual([409, 'deal_closed']);
    expect(await names(`stageId=${second}`)).toEqual([]);
  });

  it('are found by words, account, day, amount, stay and next step, and paged in every order', async () => {
    const { call, account, names } = await enterDeals(app);
    setClock(() => new Date('2026-05-01T00:00:00Z'));
    await call('POST', '/deals', {
      name: 'Early',
      accountId: account,
      expectedOn: '2026-05-10',
      amountMinor: 900,
    });
    goOn(20);
    await call('POST', '/deals', {
      name: 'Late',
      expectedOn: '2026-06-10',
      amountMinor: 100,
      nextStep: 'Call',
    });
    await call('POST', '/deals', { name: 'Someday' });
    expect(await names('q=acm')).toEqual(['Early']);
    expect(await names('q=lat')).toEqual(['Late']);
    expect(await names(`accountId=${account}`)).toEqual(['Early']);
    expect(await names('isStale=true')).toEqual(['Early']);
    expect(await names('isSlipping=true')).toEqual(['Early']);
    expect(await names('isSlipping=false')).toEqual(['Late', 'Someday']);
    expect(await names('hasNextStep=true')).toEqual(['Late']);
    expect(await names('expectedFrom=2026-06-01&expectedTo=2026-06-30')).toEqual(['Late']);
    expect(await names('minAmountMinor=500')).toEqual(['Early']);
    expect(await names('ownerId=none&sort=name')).toEqual(['Early', 'Late', 'Someday']);
    for (const sort of ['name', 'amountMinor', 'expectedOn', 'createdAt', 'stageSince', 'closedAt'])
      for (const direction of ['asc', 'desc']) {
        const whole = await names(`sort=${sort}&direction=${direction}`);
        const paged: string[] = [];
        let cursor = '';
        do {
          const path = `/deals?sort=${sort}&direction=${direction}&limit=1${cursor}`;
          const page = await call<{ data: Deal[]; nextCursor: string | null }>('GET', path);
          paged.push(...page.data.map(({ name }) => name));
          cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
        } while (cursor);
        expect([sort, direction, paged]).toEqual([sort, direction, whole]);
        expect(whole).toHaveLength(3);
      }
  });

  it('stand on the board by stage, with sums that never add two currencies', async () => {
    const { call, first, reason } = await enterDeals(app);
    for (const [name, amountMinor, currency] of [
      ['A', 1_005, 'USD'],
      ['B', 1_005, 'USD'],
      ['C', 700, 'EUR'],
    ])
      await call('POST', '/deals', { name, amountMinor, currency });
    const lost = await call('POST', '/deals', { name: 'Gone' });
    await call('POST', `/deals/${lost.id}/loss`, { reasonId: reason });
    type Shown = { columns: { stageId: string; count: number; sums: object[]; deals: Deal[] }[] };
    const board = await call<Shown>('GET', '/deals/board');
    expect(board.columns.find(({ stageId }) => stageId === first)).toMatchObject({
      count: 3,
      sums: [
        // Each deal's 100.5 is 101.
        { currency: 'USD', count: 2, amountMinor: 2_010, weightedMinor: 202 },
        { currency: 'EUR', count: 1, amountMinor: 700, weightedMinor: 70 },
      ],
    });
    expect(board.columns.at(-1)).toMatchObject({ count: 1, deals: [{ name: 'Gone' }] });
    goOn(31);
    expect((await call<Shown>('GET', '/deals/board')).columns.at(-1)).toMatchObject({ count: 0, deals: [] });
  });

  it('are written to a table', async () => {
    const { call, send } = await enterDeals(app);
    await call('POST', '/deals', { name: '=SUM(A1)', amountMinor: 12_345 });
    const { body } = await send('GET', '/deals/export.csv');
    expect(body).toContain("'=SUM(A1)");
    expect(body).toContain('123.45,USD,10');
  });
});

describe('a merge', () => {
  it('takes deals and their people along, and gives them back when it is undone', async () => {
    const { call, account, person, names } = await enterDeals(app);
    const other = await call<{ id: string }>('POST', '/accounts', { name: 'Acme again' });
    const twin = await call<{ id: string }>('POST', '/people', { email: 'p@acme.test', name: 'P' });
    const people = [{ personId: twin.id, role: 'blocker' }, { personId: person }];
    await call('POST', '/deals', { name: 'Moves', accountId: other.id, people });
    const merge = await call<{ id: string }>('POST', '/merges', {
      ...{ object: 'account', keptId: account, mergedId: other.id },
    });
    expect(await names(`accountId=${account}`)).toEqual(['Moves']);
    await call('POST', '/merges', { object: 'person', keptId: person, mergedId: twin.id });
    const [deal] = (await call<{ data: Deal[] }>('GET', '/deals')).data;
    expect((await call('GET', `/deals/${deal?.id}`)).people).toMatchObject([
      { personId: person, role: 'blocker' },
    ]);
    await call('DELETE', `/merges/${merge.id}`);
    expect(await names(`accountId=${account}`)).toEqual([]);
  });
});
