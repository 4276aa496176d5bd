import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { enterPlaybooks } from '../../../test/support/playbooks.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { doerOf } from './rules.ts';
import type { Process } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const DAY_MINUTES = 1_440;
const MAIL = {
  ...{ kind: 'mail', title: 'Write', offsetDays: 0, isAutomatic: false, toRoles: [] },
  texts: { en: { subject: 'Hello', text: 'How are you?' } },
};

async function enter() {
  const entered = await enterPlaybooks(app);
  const list = async () => (await entered.call<{ data: Process[] }>('GET', '/processes')).data;
  const step = async (process: Process['key'], key: string) => {
    const found = (await list()).find((each) => each.key === process)?.steps.find((each) => each.key === key);
    if (!found) throw new Error(`there is no step ${key}`);
    return found;
  };
  return { ...entered, list, step };
}

describe('the processes', () => {
  it('tell of each step how many wait, since when, how long it usually takes, and how many were done', async () => {
    const { step, call, account } = await enter();
    const first = await call<{ id: string }>('POST', '/hand-offs', { accountId: account, toRole: 'sales' });
    goOn(3);
    await call('POST', `/hand-offs/${first.id}/acceptance`, {});
    const other = await call<{ id: string }>('POST', '/accounts', { name: 'Beta' });
    await call('POST', '/hand-offs', { accountId: other.id, toRole: 'sales' });
    goOn(2);
    const { wait, doer } = await step('handOff', 'taken');
    expect([doer, wait]).toEqual([
      'person',
      {
        ...{ waiting: 1, doneCount: 1 },
        ...{
          longestMinutes: expect.closeTo(2 * DAY_MINUTES, 0),
          usualMinutes: expect.closeTo(3 * DAY_MINUTES, 0),
        },
      },
    ]);
    expect((await step('handOff', 'handedOff')).wait).toMatchObject({ waiting: 0, doneCount: 2 });
    goOn(91);
    expect((await step('handOff', 'taken')).wait).toMatchObject({
      waiting: 1,
      doneCount: 0,
      usualMinutes: null,
    });
  });

  it('count leads without an owner and pairs that may be one, and say whether rules give them away', async () => {
    const { ws, step, call, headers } = await enter();
    expect((await step('intake', 'owners')).wait.waiting).toBe(2);
    await pool().query(
      `insert into customers.duplicates (workspace_id, id, object, first_id, second_id, score, is_sure, reasons, found_at)
       values ($1, 'dup_1', 'account', 'acc_1', 'acc_2', 90, true, '{}', now())`,
      [ws],
    );
    expect((await step('intake', 'duplicates')).wait.waiting).toBe(1);
    expect(await step('intake', 'owners')).toMatchObject({ doer: 'person', switches: [] });
    await signInAsRole(app, ws, 'sales');
    const members = (await call<{ data: { userId: string }[] }>('GET', '/members')).data;
    const rule = await call<{ id: string }>('POST', '/assignment-rules', {
      ...{ object: 'person', name: 'All', conditions: {}, memberIds: members.map(({ userId }) => userId) },
      ...{ followsAccount: false, isActive: true },
    });
    expect(await step('intake', 'owners')).toMatchObject({
      doer: 'machine',
      switches: [{ kind: 'assignment_rule', id: rule.id, name: 'All', isAutomatic: true }],
    });
    await app.inject({
      ...{ method: 'PATCH', url: `/api/v1/assignment-rules/${rule.id}`, headers, body: { isActive: false } },
    });
    expect((await step('intake', 'owners')).doer).toBe('person');
  });

  it('change with the switches of offers, of the day of payouts, and of a playbook and its mails', async () => {
    const { step, list, call, activate, send } = await enter();
    const offer = await call<{ id: string }>('POST', '/offers', {
      ...{ name: 'Partners', destinationUrl: 'https://acme.test/', approvalRule: 'manual' },
    });
    expect((await step('approval', 'decided')).doer).toBe('person');
    await call('PATCH', `/offers/${offer.id}`, { approvalRule: 'auto' });
    expect(await step('approval', 'decided')).toMatchObject({
      doer: 'machine',
      switches: [{ kind: 'offer', id: offer.id, isAutomatic: true }],
    });
    expect((await step('payout', 'payoutPrepared')).doer).toBe('person');
    await call('PUT', '/payout-schedule', { dayOfMonth: 5 });
    expect((await step('payout', 'payoutPrepared')).doer).toBe('machine');

    const { id } = await activate({}, { steps: [MAIL, { kind: 'task', title: 'Call', offsetDays: 1 }] });
    const doers = async () =>
      (await list()).find((each) => each.id === id)?.steps.map(({ title, doer }) => [title, doer]);
    const tail = [
      ['Call', 'person'],
      [null, 'machine'],
    ];
    expect(await doers()).toEqual([[null, 'machine'], ['Write', 'person'], ...tail]);
    await call('PUT', `/playbooks/${id}/step-automation`, { place: 0, isAutomatic: true });
    expect(await doers()).toEqual([[null, 'machine'], ['Write', 'machine'], ...tail]);
    await call('DELETE', `/playbooks/${id}/activation`);
    expect((await doers())?.[0]).toEqual([null, 'person']);
    const task = await send('PUT', `/playbooks/${id}/step-automation`, { place: 1, isAutomatic: true });
    expect([task.statusCode, task.json().errors[0].path]).toEqual([422, 'place']);
    const nothing = await send('PUT', `/playbooks/${id}/step-automation`, { place: 9, isAutomatic: true });
    expect(nothing.statusCode).toBe(404);
  });

  it('tell of a playbook who stands at which step', async () => {
    const { customer, activate, tasks, call, list, tend } = await enter();
    await customer('Slow');
    const { id } = await activate();
    goOn(2);
    const [task] = await tasks();
    await call('POST', `/tasks/${task?.id}/completion`);
    await tend();
    const steps = (await list()).find((each) => each.id === id)?.steps ?? [];
    expect(steps.map(({ key, title }) => title ?? key)).toEqual(['begun', 'Call', 'Plan', 'Check', 'ended']);
    expect(steps[0]?.wait).toMatchObject({ waiting: 0, doneCount: 1 });
    expect(steps[1]?.wait).toMatchObject({
      ...{ waiting: 0, doneCount: 1, usualMinutes: expect.closeTo(2 * DAY_MINUTES, 0) },
    });
    expect(steps.at(-1)?.wait).toMatchObject({ waiting: 1, doneCount: 0 });
  });

  it('are those whose records the reader may see', async () => {
    const { ws } = await enter();
    const keysOf = async (...scopes: Parameters<typeof withApiKey>[1] & object) => {
      const headers = await withApiKey(ws, ['reports.read', ...scopes]);
      const answer = await app.inject({ method: 'GET', url: '/api/v1/processes', headers });
      return answer.json<{ data: Process[] }>().data.map(({ key }) => key);
    };
    expect(await keysOf()).toEqual([]);
    expect(await keysOf('payouts.read')).toEqual(['payout']);
    expect(await keysOf('accounts.read', 'commissions.read')).toEqual(['intake', 'handOff', 'commission']);
  });
});

describe('who does a step', () => {
  const [on, off] = [{ isAutomatic: true }, { isAutomatic: false }];
  it.each([
    ['what it always is, without a switch', [], 'person'],
    ['the machine where all are on', [on, on], 'machine'],
    ['a person where all are off', [off], 'person'],
    ['either where some are', [on, off], 'either'],
  ])('is %s', (_name, switches, doer) => {
    expect(doerOf(switches, 'person')).toBe(doer);
  });
});
