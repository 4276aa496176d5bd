import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import {
  callerOf,
  type Headers,
  openProgram,
  signInToPortal,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../../test/support/money.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { holdCommissions, releaseCommissions, savePlan } from '../index.ts';
import type { OwnReward, PointsBalance, Redemption, Reward } from './schema.ts';

const config = testConfig();
useDatabase(config);
let app: App;
beforeAll(async () => {
  app = await createApp(config);
  await app.ready();
});
afterAll(() => app.close());
const { call } = callerOf(() => app);

const GIFT = { kind: 'gift', name: 'Mug', worthMinor: null } as const;
const STARS = { kind: 'points', points: 10, name: 'stars' } as const;
const DAY_MS = 86_400_000;

type Program = Awaited<ReturnType<typeof openProgram>> & { ann: string };

async function open(): Promise<Program> {
  const program = await openProgram(app);
  return { ...program, ann: await program.addAffiliate('ann') };
}

async function grant({ manager, ann }: Program, what: object = GIFT, headers = manager): Promise<string> {
  const body = { affiliateId: ann, what, reason: 'Spoke at our meeting' };
  const answer = await call('POST', '/rewards', headers, body);
  expect(answer.statusCode).toBe(201);
  return answer.json<Reward>().id;
}

const give = (headers: Headers, rewardIds: string[], told: object = {}) =>
  call('POST', '/rewards/handovers', headers, { rewardIds, ...told });

async function read(program: Program, query = ''): Promise<Reward[]> {
  return (await call('GET', `/rewards${query}`, program.manager)).json<{ data: Reward[] }>().data;
}

/** A plan that waits thirty days and gives a mug and stars for each sale. */
async function promiseMug(program: Program, terms: object = {}): Promise<void> {
  const promises = [GIFT, STARS].map((what) => ({ on: 'sale' as const, what }));
  await savePlan(program.ws, {
    ...{ ...TWENTY_PERCENT, currency: 'USD', isDefault: true, also: [{ kind: 'non_cash', promises }] },
    ...terms,
  });
}

const sellNow = (program: Program) =>
  tellSale(program.ws, { affiliateId: program.ann, occurredAt: new Date().toISOString() });

describe('a reward that is to be given', () => {
  it('is given once, also by two people at the same time, by name, in the log, and with one mail', async () => {
    const program = await open();
    const id = await grant(program);
    const answers = await Promise.all([
      give(program.manager, [id], { note: 'Enjoy', code: 'MUG-1' }),
      give(await signInAsRole(app, program.ws, 'owner'), [id], { note: 'Enjoy', code: 'MUG-2' }),
    ]);
    const given = answers.map((answer) => answer.json<{ givenIds: string[] }>().givenIds.length);
    expect(given.toSorted()).toEqual([0, 1]);
    const [reward] = await read(program);
    expect(reward).toMatchObject({ state: 'given', note: 'Enjoy', affiliateName: 'ann' });
    const { rows: audited } = await pool().query(
      "select actor_name, after from workspace.audit_entries where workspace_id = $1 and action = 'reward.given'",
      [program.ws],
    );
    expect(audited).toEqual([{ actor_name: reward?.givenByName, after: { note: 'Enjoy', hasCode: true } }]);
    await drainJobs();
    const { rows: mails } = await pool().query(
      "select recipient, subject, body_text from core.mails where workspace_id = $1 and kind = 'reward_given'",
      [program.ws],
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ recipient: 'ann@example.com' });
    expect(mails[0].subject).toContain('the gift “Mug”');
    expect(mails[0].body_text).toContain(reward?.code);
    expect(mails[0].body_text).toContain('Spoke at our meeting');
  });

  it('waits until the days of refunds are over, and cannot be given before', async () => {
    const program = await open();
    await promiseMug(program);
    await sellNow(program);
    const mug = (await read(program, '?kind=gift'))[0];
    expect(mug).toMatchObject({ state: 'waiting', waitsFor: 'refunds', occasion: 'sale' });
    const wait = (mug?.releaseAt ? new Date(mug.releaseAt).getTime() : 0) - Date.now();
    expect(Math.round(wait / DAY_MS)).toBe(30);
    expect((await give(program.manager, [mug?.id ?? ''])).json()).toEqual({
      givenIds: [],
      leftIds: [mug?.id],
    });
  });

  it('waits for the approval that its plan asks for, and while its commission is held', async () => {
    const program = await open();
    await promiseMug(program, { holdDays: 0, needsApproval: true });
    await sellNow(program);
    const stands = async () => (await read(program, '?kind=gift')).map((one) => [one.state, one.waitsFor]);
    expect(await stands()).toEqual([['waiting', 'approval']]);
    const { rows } = await pool().query('select id from commissions.commissions where workspace_id = $1', [
      program.ws,
    ]);
    await call('POST', `/commissions/${rows[0].id}/approval`, program.manager, { decision: 'approved' });
    expect(await stands()).toEqual([['due', null]]);
    await holdCommissions(program.ws, [rows[0].id], { source: 'case_1', reason: 'pattern' }, new Date());
    expect(await stands()).toEqual([['waiting', 'review']]);
    await releaseCommissions(program.ws, 'case_1', new Date());
    expect(await stands()).toEqual([['due', null]]);
  });

  it('is cancelled by a refund; one that was given is kept, says so, and goes when it is undone', async () => {
    const program = await open();
    await promiseMug(program, { holdDays: 0 });
    const [first, second] = [await sellNow(program), await sellNow(program)];
    const mugs = await read(program, '?kind=gift');
    const of = async (index: number) =>
      (await call('GET', `/rewards/${mugs[index]?.id}`, program.manager)).json<Reward>();
    await give(program.manager, [mugs[0]?.id ?? '']);
    for (const { saleId } of [first, second]) await tellRefund(program.ws, saleId, 10_000);
    expect(await of(0)).toMatchObject({ state: 'given', lostBecause: 'refunded' });
    expect(await of(1)).toMatchObject({ state: 'cancelled', lostBecause: 'refunded', givenAt: null });
    expect((await give(program.manager, [mugs[1]?.id ?? ''])).json().givenIds).toEqual([]);
    await call('DELETE', `/rewards/${mugs[0]?.id}/handover`, program.manager);
    expect(await of(0)).toMatchObject({ state: 'cancelled', lostBecause: 'refunded' });
    const again = await call('DELETE', `/rewards/${mugs[0]?.id}/handover`, program.manager);
    expect(again.statusCode).toBe(409);
  });

  it('can be given again after it was undone, and who gave it first stays written down', async () => {
    const program = await open();
    const id = await grant(program);
    await give(program.manager, [id], { code: 'ONE' });
    await call('DELETE', `/rewards/${id}/handover`, program.manager);
    await give(program.manager, [id], { code: 'TWO' });
    expect(await read(program)).toMatchObject([{ state: 'given', code: 'TWO' }]);
    const { rows } = await pool().query(
      'select code, withdrawn_at is null as stands from commissions.handovers where workspace_id = $1 order by id',
      [program.ws],
    );
    expect(rows).toEqual([
      { code: 'ONE', stands: false },
      { code: 'TWO', stands: true },
    ]);
  });

  it('is granted by hand once for a request that is sent twice, and cancelled only while it is not given', async () => {
    const program = await open();
    const headers = { ...program.manager, 'idempotency-key': 'grant-1' };
    const id = await grant(program, GIFT, headers);
    expect(await grant(program, GIFT, headers)).toBe(id);
    expect(await read(program)).toHaveLength(1);
    const cancel = () =>
      call('POST', `/rewards/${id}/cancellation`, program.manager, { reason: 'A mistake' });
    await give(program.manager, [id]);
    expect((await cancel()).statusCode).toBe(409);
    await call('DELETE', `/rewards/${id}/handover`, program.manager);
    expect((await cancel()).json()).toMatchObject({ state: 'cancelled', lostBecause: 'by_hand' });
    expect((await cancel()).statusCode).toBe(200);
  });

  it('names the currency of an amount, and an affiliate of the company', async () => {
    const program = await open();
    const ask = (change: object) =>
      call('POST', '/rewards', program.manager, {
        ...{ affiliateId: program.ann, what: { kind: 'credit', amountMinor: 100 }, reason: 'X', ...change },
      });
    expect((await ask({})).statusCode).toBe(422);
    expect((await ask({ currency: 'USD', affiliateId: 'aff_none' })).statusCode).toBe(404);
    expect((await ask({ currency: 'USD' })).json()).toMatchObject({ what: '$1.00 of account credit' });
  });

  it('is found by state, kind and text, in pages of either order, and in the same order as CSV', async () => {
    const program = await open();
    for (const name of ['Cup', 'Cap', 'Pen']) await grant(program, { ...GIFT, name });
    await grant(program, STARS);
    const [pen] = await read(program, '?q=pen');
    await give(program.manager, [pen?.id ?? '']);
    const names = async (query: string) => (await read(program, query)).map(({ name }) => name);
    expect(await names('?state=due&sort=release&direction=asc')).toEqual(['Cup', 'Cap']);
    expect(await names('?kind=points')).toEqual(['stars']);
    expect(await names('?q=100%25')).toEqual([]);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const path: string = `/rewards?limit=1${next && `&cursor=${encodeURIComponent(next)}`}`;
      const page = (await call('GET', path, program.manager)).json();
      paged.push(...page.data.map((one: Reward) => one.name));
      next = page.nextCursor;
    }
    expect(paged).toEqual(['stars', 'Pen', 'Cap', 'Cup']);
    const csv = (await call('GET', '/rewards/export.csv?state=given&kind=gift', program.manager)).body;
    expect(csv.trim().split('\n')).toHaveLength(2);
    expect(csv).toContain(`${pen?.id},ann,ann@example.com,manual,gift,Pen`);
  });
});

describe('points', () => {
  const balances = async (program: Program) =>
    (await call('GET', '/points', program.manager)).json<{ data: PointsBalance[] }>().data;
  const redeem = (program: Program, points: number, more: object = {}) =>
    call('POST', '/redemptions', program.manager, {
      ...{ affiliateId: program.ann, name: 'stars', points, purpose: 'A T-shirt', ...more },
    });

  it('are never redeemed below zero, however many redemptions come at the same time', async () => {
    const program = await open();
    for (let count = 0; count < 3; count++) await grant(program, STARS);
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(program, 7)));
    const codes = answers.map(({ statusCode }) => statusCode);
    expect(codes.toSorted()).toEqual([201, 201, 201, 201, 409, 409, 409, 409]);
    expect(await balances(program)).toMatchObject([{ name: 'stars', points: 2, waiting: 0 }]);
  });

  it('are redeemed once for an id of the company’s own, also when it comes at the same time', async () => {
    const program = await open();
    await grant(program, STARS);
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        redeem(program, 4, { externalId: 'order-1' }).then((it) => it.json<Redemption>().id),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await balances(program)).toMatchObject([{ points: 6 }]);
    await call('DELETE', `/redemptions/${answers[0]}`, program.manager);
    await call('DELETE', `/redemptions/${answers[0]}`, program.manager);
    expect(await balances(program)).toMatchObject([{ points: 10 }]);
  });

  it('wait like money does, count by themselves, and a refund takes them back also after they were redeemed', async () => {
    const program = await open();
    await promiseMug(program, { holdDays: 0 });
    const { saleId } = await sellNow(program);
    expect(await balances(program)).toMatchObject([{ points: 10, waiting: 0 }]);
    expect((await redeem(program, 10)).statusCode).toBe(201);
    await tellRefund(program.ws, saleId, 10_000);
    expect(await balances(program)).toMatchObject([{ points: -10 }]);
    expect((await redeem(program, 1)).statusCode).toBe(409);
    const waiting = await open();
    await promiseMug(waiting);
    await sellNow(waiting);
    expect(await balances(waiting)).toMatchObject([{ points: 0, waiting: 10 }]);
    expect((await redeem(waiting, 1)).statusCode).toBe(409);
  });
});

describe('an affiliate', () => {
  it('sees their own rewards, codes and points, and nobody else’s', async () => {
    const program = await open();
    const { portal, userId } = await signInToPortal(app, program.ws);
    await pool().query('update affiliates.affiliates set user_id = $3 where workspace_id = $1 and id = $2', [
      ...[program.ws, program.ann, userId],
    ]);
    const other = await program.addAffiliate('ben');
    await grant({ ...program, ann: other });
    const id = await grant(program);
    await give(program.manager, [id], { note: 'Enjoy', code: 'MUG-1' });
    await grant(program, STARS);
    const own = (await call('GET', '/portal/rewards', portal)).json<{
      data: OwnReward[];
      points: object[];
    }>();
    expect(own.data).toMatchObject([
      { what: '10 stars', why: 'Spoke at our meeting', state: 'given' },
      { what: 'the gift “Mug”', state: 'given', note: 'Enjoy', code: 'MUG-1' },
    ]);
    expect(own.points).toEqual([{ name: 'stars', points: 10, waiting: 0 }]);
    expect(Object.keys(own.data[0] ?? {})).not.toContain('affiliateId');
    expect((await call('GET', '/rewards', portal)).statusCode).toBe(403);
  });

  it('of another company’s program cannot be given anything', async () => {
    const program = await open();
    const id = await grant(program);
    const { id: elsewhere } = await makeWorkspace();
    const stranger: Headers = await signInAsRole(app, elsewhere, 'owner');
    expect((await give(stranger, [id])).statusCode).toBe(404);
    expect(await read(program)).toMatchObject([{ state: 'due' }]);
  });
});
