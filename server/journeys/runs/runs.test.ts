import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { enterPlaybooks } from '../../../test/support/playbooks.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { RunView } from '../schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const titles = (tasks: { title: string }[]) => tasks.map(({ title }) => title);

describe('an account that goes through a playbook', () => {
  it('begins when what the entry asks holds, once, however often and by whomever it is looked at', async () => {
    const { customer, activate, tend, runs, tasks } = await enterPlaybooks(app);
    const poor = await customer('Poor Ltd');
    await customer('Good Ltd', 'good');
    await activate();
    await Promise.all([tend(), tend(), tend()]);
    expect(await runs()).toMatchObject([{ accountId: poor, accountName: 'Poor Ltd', state: 'running' }]);
    expect(titles(await tasks())).toEqual(['Call']);
  });

  it('is taken from step to step: by days, and by what a step waits for', async () => {
    const { customer, activate, tend, tasks, call, only } = await enterPlaybooks(app);
    await customer('Poor Ltd');
    await activate();
    const [first] = await tasks();
    await call('POST', `/tasks/${first?.id}/completion`);
    await tend();
    expect(titles(await tasks())).toEqual(['Plan']);
    goOn(7);
    await tend();
    expect(titles(await tasks())).toEqual(['Plan', 'Check']);
    expect((await only()).steps).toMatchObject([
      { state: 'done', endedByName: expect.any(String) },
      { state: 'open' },
      { state: 'open' },
    ]);
  });

  it('goes on by itself soon after its task is done', async () => {
    const { customer, activate, tasks, call } = await enterPlaybooks(app);
    // The queue goes by the database's clock: what is put off by seconds is due at once.
    goOn(-1);
    await customer('Poor Ltd');
    await activate();
    const [first] = await tasks();
    await call('POST', `/tasks/${first?.id}/completion`);
    await drainJobs();
    expect(titles(await tasks())).toEqual(['Plan']);
  });

  it('follows its tasks: canceled is passed over, opened again is open again', async () => {
    const { customer, activate, tend, tasks, call, only } = await enterPlaybooks(app);
    await customer('Poor Ltd');
    await activate();
    const [first] = await tasks();
    await call('POST', `/tasks/${first?.id}/cancellation`, {});
    await tend();
    expect((await only()).steps[0]).toMatchObject({ state: 'skipped' });
    await call('DELETE', `/tasks/${first?.id}/cancellation`);
    await tend();
    expect((await only()).steps[0]).toMatchObject({ state: 'open', endedAt: null });
  });

  it('has arrived when success holds; what was still to be done is canceled, and the timeline tells it', async () => {
    const { customer, judge, activate, tend, only, tasks, textsOf } = await enterPlaybooks(app);
    const id = await customer('Poor Ltd');
    await activate();
    await judge(id, { healthBand: 'good', healthScore: 82, mrrMinor: 1_500 });
    await tend();
    await tend();
    expect(await only()).toMatchObject({
      ...{ state: 'succeeded', startFacts: { mrrMinor: 1_000 }, endFacts: { mrrMinor: 1_500 } },
      steps: [{ state: 'skipped' }, { state: 'skipped' }, { state: 'skipped' }],
    });
    expect(await tasks()).toEqual([]);
    const texts = await textsOf(`/accounts/${id}`);
    expect(texts.filter((text) => text.includes('Rescue'))).toEqual([
      'Playbook “Rescue” worked',
      'Playbook “Rescue” began',
    ]);
  });

  it('leaves when the exit holds, ends on its last day, and success comes before both', async () => {
    const { customer, judge, activate, tend, runs, call } = await enterPlaybooks(app);
    const [gone, slow, late] = [await customer('Gone'), await customer('Slow'), await customer('Late')];
    await activate();
    await call('PATCH', `/accounts/${gone}`, { stage: 'churned' });
    goOn(30);
    await judge(late, { healthBand: 'good' });
    await tend();
    const ends = new Map((await runs()).map(({ accountId, state }) => [accountId, state]));
    expect([gone, slow, late].map((id) => ends.get(id))).toEqual(['exited', 'expired', 'succeeded']);
  });

  it('may begin again only after its rest', async () => {
    const { customer, activate, tend, runs } = await enterPlaybooks(app);
    await customer('Poor Ltd');
    await activate({}, { restDays: 10 });
    goOn(30);
    await tend();
    goOn(9);
    await tend();
    expect(await runs()).toHaveLength(1);
    goOn(1);
    await tend();
    expect(await runs()).toHaveLength(2);
  });

  it('waits for another day when enough have begun; who pays most goes first', async () => {
    const { customer, activate, tend, runs } = await enterPlaybooks(app);
    for (const [name, mrr] of Object.entries({ Small: 100, Large: 900, Middle: 500 }))
      await customer(name, 'poor', mrr);
    await activate({}, { maxStartsPerDay: 2 });
    expect((await runs()).map(({ accountName }) => accountName).sort()).toEqual(['Large', 'Middle']);
    await tend();
    expect(await runs()).toHaveLength(2);
    goOn(1);
    await tend();
    expect(await runs()).toHaveLength(3);
  });

  it('goes on by the version it began with, also when its playbook is paused', async () => {
    const { customer, activate, tend, call, only, tasks, runs } = await enterPlaybooks(app);
    await customer('Poor Ltd');
    const { id, definition, ...named } = await activate();
    const [first] = definition.steps;
    await call('PUT', `/playbooks/${id}`, {
      ...{ ...named, definition: { ...definition, steps: [{ ...first, title: 'Write' }] } },
    });
    await call('DELETE', `/playbooks/${id}/activation`);
    await customer('Next Ltd');
    goOn(7);
    await tend();
    expect((await only()).steps.map(({ title }) => title)).toEqual(['Call', 'Plan', 'Check']);
    expect(titles(await tasks())).toContain('Check');
    expect(await runs()).toHaveLength(1);
  });

  it('is started by hand, at once, and refused a second time or where the playbook leads', async () => {
    const { customer, make, call, send, tasks } = await enterPlaybooks(app);
    const { id } = await make({}, { entry: null });
    const [poor, good] = [await customer('Poor Ltd'), await customer('Good Ltd', 'good')];
    const start = (accountId: string) => send('POST', `/playbooks/${id}/runs`, { accountId });
    const answers = await Promise.all([1, 2, 3].map(() => start(poor)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
    expect(titles(await tasks())).toEqual(['Call']);
    expect((await start(good)).json()).toMatchObject({ code: 'playbook_reached' });
    expect((await start('acc_nobody')).statusCode).toBe(404);
    await call('POST', `/playbooks/${id}/archival`);
    expect((await start(good)).json()).toMatchObject({ code: 'playbook_archived' });
  });

  it('stopped by hand, ends with the reason; taken back, goes on with its tasks open again', async () => {
    const { customer, activate, call, send, only, tasks, tend } = await enterPlaybooks(app);
    await customer('Poor Ltd');
    await activate();
    const { id } = await only();
    const stop = `/playbook-runs/${id}/stop`;
    const stopped = await call<RunView>('POST', stop, { note: 'They asked for quiet' });
    expect(stopped).toMatchObject({ state: 'stopped', endNote: 'They asked for quiet' });
    expect(await tasks()).toEqual([]);
    expect((await send('POST', stop, { note: 'again' })).json()).toMatchObject({ code: 'run_ended' });
    expect(await call<RunView>('DELETE', stop)).toMatchObject({ state: 'running', endedAt: null });
    await tend();
    expect(titles(await tasks())).toEqual(['Call']);
    expect((await send('DELETE', stop)).json()).toMatchObject({ code: 'run_not_stopped' });
  });

  it('goes on beside the run of the account that is merged into it', async () => {
    const { customer, activate, call, runs, tend, judge } = await enterPlaybooks(app);
    const [kept, merged] = [await customer('Acme One'), await customer('Acme Two')];
    await activate();
    await call('POST', '/merges', { object: 'account', keptId: kept, mergedId: merged });
    await tend();
    expect(await runs(`accountId=${kept}`)).toMatchObject([{ state: 'running' }, { state: 'running' }]);
    await judge(kept, { healthBand: 'good' });
    await tend();
    expect(await runs(`accountId=${kept}`)).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]);
  });
});
