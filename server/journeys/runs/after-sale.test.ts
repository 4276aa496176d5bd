import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { enterPlaybooks } from '../../../test/support/playbooks.ts';
import { now, setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordSubscriptions } from '../../signals/index.ts';
import { presetPlaybooks } from '../playbooks/presets.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const CHECK_INS = [
  [3, 'Ask how the start went'],
  [14, 'Ask whether it fits'],
  [30, 'Look at the first month'],
  [90, 'Look at the first quarter'],
] as const;

/** A company that checks in after every sale, as shipped. */
async function enter() {
  const entered = await enterPlaybooks(app);
  const preset = presetPlaybooks('en').find(({ purpose }) => purpose === 'after_sale');
  const start = () => entered.activate({ ...preset }, preset?.definition);
  const win = async (name: string, accountId: string) => {
    const { id } = await entered.call('POST', '/deals', { name, accountId });
    await entered.call('POST', `/deals/${id}/win`, {});
  };
  const titles = async () => (await entered.tasks('')).map(({ title }) => title);
  return { ...entered, start, win, titles };
}

describe('check-ins after a sale', () => {
  it('come on their days after a deal was won, once for ever, whatever else is won', async () => {
    const { account, start, win, tend, titles, runs } = await enter();
    await start();
    expect(await runs()).toEqual([]);
    await win('First', account);
    await Promise.all([tend(), tend(), tend()]);
    expect(await titles()).toEqual([]);
    let gone = 0;
    for (const [count, [day]] of CHECK_INS.entries()) {
      goOn(day - gone);
      gone = day;
      await Promise.all([tend(), tend()]);
      expect(await titles()).toEqual(CHECK_INS.slice(0, count + 1).map(([, title]) => title));
    }
    goOn(60);
    await tend();
    await win('Second', account);
    await tend();
    expect(await runs()).toMatchObject([{ accountId: account, state: 'expired' }]);
    expect(await titles()).toHaveLength(CHECK_INS.length);
  });

  it('come after a first payment without a deal, and have worked when the customer is well in the end', async () => {
    const { ws, call, start, judge, tend, runs } = await enter();
    await start();
    const { id } = await call<{ id: string }>('POST', '/accounts', { name: 'Paid', externalId: 'paid' });
    await recordSubscriptions(ws, [
      {
        ...{ accountExternalId: 'paid', externalId: 'sub-paid', plan: 'Team', mrrMinor: 1_000 },
        ...{ currency: 'USD', startedOn: now().toISOString().slice(0, 10) },
      },
    ]);
    await drainJobs();
    await tend();
    expect(await runs()).toMatchObject([{ accountId: id, state: 'running' }]);
    await judge(id, { healthBand: 'good' });
    goOn(90);
    await tend();
    expect(await runs()).toMatchObject([{ state: 'running' }]);
    goOn(6);
    await tend();
    expect(await runs()).toMatchObject([{ state: 'succeeded' }]);
  });

  it('do not come for those who bought long ago, nor when the deal is opened again in time', async () => {
    const { ws, call, account, start, win, tend, runs, send } = await enter();
    await call('POST', '/accounts', { name: 'Old', externalId: 'old' });
    await recordSubscriptions(ws, [
      {
        ...{ accountExternalId: 'old', externalId: 'sub-old', plan: 'Team', mrrMinor: 1_000 },
        ...{ currency: 'USD', startedOn: '2020-01-01' },
      },
    ]);
    await drainJobs();
    await win('Mistaken', account);
    const [deal] = (await call<{ data: { id: string }[] }>('GET', '/deals')).data;
    await send('DELETE', `/deals/${deal?.id}/win`);
    await start();
    await tend();
    expect(await runs()).toEqual([]);
  });
});
