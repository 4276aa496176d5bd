import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { enterPlaybooks } from '../../../test/support/playbooks.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { differenceOf, hasGrown } from '../rules.ts';
import type { RunFacts } from '../schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('the results of a playbook', () => {
  it('count what came of it, in days and money, step by step', async () => {
    const { customer, judge, activate, tend, results, tasks, call } = await enterPlaybooks(app);
    const [well, same] = [await customer('Well', 'poor', 1_000), await customer('Same', 'poor', 300)];
    const { id } = await activate();
    const task = (await tasks()).find(({ account }) => account?.id === well);
    goOn(4);
    await call('POST', `/tasks/${task?.id}/completion`);
    await judge(well, { healthBand: 'good', mrrMinor: 1_400 });
    await tend();
    await call('PATCH', `/accounts/${same}`, { stage: 'churned' });
    await judge(same, { mrrMinor: 0 });
    await tend();
    const { treated, heldOut, difference, steps } = await results(id);
    expect(treated).toMatchObject({
      ...{ started: 2, succeeded: 1, exited: 1, successShare: 0.5, medianDays: expect.closeTo(4, 2) },
      mrr: [{ currency: 'USD', startMinor: 1_300, endMinor: 1_400, count: 2 }],
      stillCustomers: { count: 1, of: 2 },
    });
    expect([heldOut, difference]).toEqual([null, null]);
    expect(steps[0]).toMatchObject({
      title: 'Call',
      done: 1,
      skipped: 1,
      medianHours: expect.closeTo(96, 1),
    });
  });

  it('compare with those that are only watched: nothing is done for them, and all else is the same', async () => {
    const { customer, activate, runs, tasks, results, textsOf } = await enterPlaybooks(app);
    for (let number = 0; number < 30; number += 1) await customer(`Customer ${number}`);
    const { id } = await activate({}, { holdoutPercent: 50, maxStartsPerDay: 100 });
    const watched = await runs('isHeldOut=true&limit=100');
    expect(watched.length).toBeGreaterThan(5);
    expect(watched.length).toBeLessThan(25);
    expect(await tasks('state=open&limit=100')).toHaveLength(30 - watched.length);
    expect(await textsOf(`/accounts/${watched[0]?.accountId}`)).not.toContain('Playbook “Rescue” began');
    const { treated, heldOut } = await results(id);
    expect([treated.started, heldOut?.started]).toEqual([30 - watched.length, watched.length]);
  });
});

describe('the rules of results', () => {
  it('give the difference of two shares as Newcombe (1998) prints it for 56 of 70 and 48 of 80', () => {
    const { share, interval } = differenceOf(
      { hits: 56, count: 70, interval: { low: 0.6919, high: 0.8777 } },
      { hits: 48, count: 80, interval: { low: 0.4905, high: 0.7004 } },
    );
    expect(share).toBeCloseTo(0.2, 10);
    expect(interval.low).toBeCloseTo(0.0524, 3);
    expect(interval.high).toBeCloseTo(0.3339, 3);
  });

  const facts = (change: Partial<RunFacts>): RunFacts => ({
    ...{ stage: 'customer', mrrMinor: 1_000, currency: 'USD', healthScore: 40, healthBand: 'poor' },
    ...{ churnRisk: null, renewsOn: '2026-05-01', ...change },
  });

  it('take growth only where both figures are known and of one currency', () => {
    const grown = (criterion: object, change: Partial<RunFacts>) =>
      hasGrown(criterion, facts({}), facts(change));
    expect(grown({ mrrGrownPercent: 5 }, { mrrMinor: 1_050 })).toBe(true);
    expect(grown({ mrrGrownPercent: 5 }, { mrrMinor: 1_049 })).toBe(false);
    expect(grown({ mrrGrownPercent: 5 }, { mrrMinor: 9_000, currency: 'EUR' })).toBe(false);
    expect(grown({ healthGrownBy: 10 }, { healthScore: 50 })).toBe(true);
    expect(grown({ healthGrownBy: 10 }, { healthScore: null })).toBe(false);
    expect(grown({ isRenewed: true }, { renewsOn: '2027-05-01' })).toBe(true);
    expect(grown({ isRenewed: true }, {})).toBe(false);
    expect(grown({ isRenewed: true }, { renewsOn: '2027-05-01', stage: 'churned' })).toBe(false);
    expect(grown({ isRenewed: true, healthGrownBy: 10 }, { renewsOn: '2027-05-01' })).toBe(false);
  });
});
