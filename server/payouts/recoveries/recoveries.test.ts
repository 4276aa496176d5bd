import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, openProgram, signInToPortal, tellRefund, tellSale } from '../../../test/support/money.ts';
import { listBalances, verifyLedger } from '../../commissions/index.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { openByRule } from './open-recovery.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

/** Ann's sales earn 20.00 each; what was paid can be taken back by `refund`. */
async function openAnn() {
  const program = await openProgram(app);
  const { ws, manager, finance, addAffiliate } = program;
  const { portal, userId } = await signInToPortal(app, ws);
  const ann = await addAffiliate('ann', { userId });
  const sell = async () => (await tellSale(ws, { affiliateId: ann, customerId: newId('cus') })).saleId;
  const refund = (saleId: string, amountMinor = 10_000) => tellRefund(ws, saleId, amountMinor);
  const pay = async () => {
    const { id } = await create(manager);
    expect((await call('POST', `/payouts/${id}/approval`, finance)).statusCode).toBe(201);
    expect((await call('POST', `/payouts/${id}/payment`, manager)).statusCode).toBe(201);
  };
  const balance = async () => (await listBalances(ws, [ann], new Date()))[0];
  const ask = () => call('POST', '/recoveries', finance, { affiliateId: ann, currency: 'USD' });
  /** One sale, paid and then refunded. */
  const owe = async () => {
    const sale = await sell();
    await pay();
    await refund(sale);
  };
  const account = async (name: string) => {
    const { rows } = await pool().query<{ sum: number }>(
      'select coalesce(sum(amount_minor), 0)::integer as sum from commissions.ledger_lines where workspace_id = $1 and account = $2',
      [ws, name],
    );
    return rows[0]?.sum ?? 0;
  };
  return { ...program, portal, ann, sell, refund, pay, balance, ask, owe, account };
}

const REPAYMENT = { amountMinor: 500, receivedOn: '2026-04-01', reference: 'BANK-1' };

describe('a balance below zero that is asked back', () => {
  it('leaves the next payout whole, and is settled once everything has come in', async () => {
    const { ws, finance, sell, balance, ask, owe, account } = await openAnn();
    await owe();
    expect(await balance()).toMatchObject({ payableMinor: -2_000 });
    const opened = await ask();
    expect(opened.statusCode).toBe(201);
    const { id } = opened.json();
    expect(opened.json()).toMatchObject({
      ...{ state: 'open', amountMinor: 2_000, openMinor: 2_000, entries: [{ amountMinor: -2_000 }] },
    });
    expect(await balance()).toMatchObject({ payableMinor: 0 });
    await sell();
    expect(await balance()).toMatchObject({ payableMinor: 2_000 });
    const repay = (body: object) => call('POST', `/recoveries/${id}/repayments`, finance, body);
    for (const _time of [1, 2]) expect((await repay(REPAYMENT)).json()).toMatchObject({ openMinor: 1_500 });
    const rest = { ...REPAYMENT, reference: 'BANK-2', amountMinor: 1_500 };
    expect((await repay(rest)).json()).toMatchObject({ state: 'repaid', openMinor: 0, repaidMinor: 2_000 });
    expect(await account('recoverable')).toBe(0);
    expect(await account('repayments_received')).toBe(-2_000);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is asked once, also when two ask at once, and not while nothing is owed', async () => {
    const { finance, ask, owe } = await openAnn();
    expect((await ask()).json()).toMatchObject({ code: 'nothing_owed' });
    await owe();
    const codes = (await Promise.all([ask(), ask(), ask()])).map(({ statusCode }) => statusCode);
    expect(codes.sort()).toEqual([201, 409, 409]);
    const { data } = (await call('GET', '/recoveries', finance)).json();
    expect(data).toHaveLength(1);
  });

  it('and a payout at the same moment settle each amount once', async () => {
    const { ws, manager, sell, ask, owe, balance, account } = await openAnn();
    await owe();
    await sell();
    await sell();
    // 20.00 is payable: asked back there is nothing, whoever comes first.
    const [asked, paid] = await Promise.all([ask(), call('POST', '/payouts', manager, { currency: 'USD' })]);
    expect([asked.statusCode, paid.statusCode]).toEqual([409, 201]);
    expect(paid.json()).toMatchObject({ amountMinor: 2_000 });
    expect(await balance()).toMatchObject({ payableMinor: 2_000 });
    expect(await account('recoverable')).toBe(0);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is carried into the next payout again when it is not asked any more', async () => {
    const { ws, finance, ask, owe, balance, account } = await openAnn();
    await owe();
    const { id } = (await ask()).json();
    const cancel = () => call('POST', `/recoveries/${id}/cancellation`, finance, { reason: 'Too small' });
    for (const _time of [1, 2]) expect((await cancel()).json()).toMatchObject({ state: 'canceled' });
    expect(await balance()).toMatchObject({ payableMinor: -2_000 });
    expect(await account('recoverable')).toBe(0);
    const again = (await ask()).json();
    expect(again).toMatchObject({ state: 'open', amountMinor: 2_000 });
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is given up for what did not come in, with the reason, and then takes nothing more', async () => {
    const { ws, finance, ask, owe, account } = await openAnn();
    await owe();
    const { id } = (await ask()).json();
    await call('POST', `/recoveries/${id}/repayments`, finance, REPAYMENT);
    const cancel = await call('POST', `/recoveries/${id}/cancellation`, finance, { reason: 'No' });
    expect(cancel.json()).toMatchObject({ code: 'partly_repaid' });
    const writeOff = () =>
      call('POST', `/recoveries/${id}/write-off`, finance, { reason: 'Not to be found' });
    for (const _time of [1, 2])
      expect((await writeOff()).json()).toMatchObject({
        state: 'written_off',
        endedBecause: 'Not to be found',
      });
    expect([await account('written_off'), await account('repayments_received')]).toEqual([-1_500, -500]);
    const late = await call('POST', `/recoveries/${id}/repayments`, finance, {
      ...REPAYMENT,
      reference: 'B',
    });
    expect(late.json()).toMatchObject({ code: 'recovery_ended' });
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('takes a repayment back that was recorded by mistake, once, and is open again', async () => {
    const { finance, ask, owe, account } = await openAnn();
    await owe();
    const { id } = (await ask()).json();
    const whole = { ...REPAYMENT, amountMinor: 2_000 };
    const repaid = (await call('POST', `/recoveries/${id}/repayments`, finance, whole)).json();
    const path = `/recoveries/${id}/repayments/${repaid.repayments[0].id}`;
    for (const _time of [1, 2])
      expect((await call('DELETE', path, finance)).json()).toMatchObject({ state: 'open', openMinor: 2_000 });
    expect(await account('repayments_received')).toBe(0);
    expect((await call('POST', `/recoveries/${id}/repayments`, finance, whole)).json()).toMatchObject({
      state: 'repaid',
    });
  });

  it('names the field of what cannot be', async () => {
    const { finance, manager, ask, owe } = await openAnn();
    await owe();
    const { id } = (await ask()).json();
    const repay = (change: object) =>
      call('POST', `/recoveries/${id}/repayments`, finance, { ...REPAYMENT, ...change });
    const pathOf = (answer: Awaited<ReturnType<typeof repay>>) => answer.json().errors?.[0]?.path;
    expect(pathOf(await repay({ amountMinor: 2_001 }))).toBe('amountMinor');
    expect(pathOf(await repay({ receivedOn: '2999-01-01' }))).toBe('receivedOn');
    expect(pathOf(await repay({ receivedOn: '2026-02-30' }))).toBe('receivedOn');
    expect(pathOf(await repay({ reference: ' ' }))).toBe('reference');
    await repay({});
    expect((await repay({ amountMinor: 501 })).json()).toMatchObject({ code: 'reference_known' });
    const stranger = { affiliateId: 'aff_nobody', currency: 'USD' };
    expect(pathOf(await call('POST', '/recoveries', finance, stranger))).toBe('affiliateId');
    // Who makes payouts may ask, and not give money up.
    const writeOff = await call('POST', `/recoveries/${id}/write-off`, manager, { reason: 'No' });
    expect(writeOff.statusCode).toBe(403);
  });

  it('stands on the statement and in the year, whose sums still come to the end', async () => {
    const { finance, ann, ask, owe } = await openAnn();
    await owe();
    await ask();
    const month = new Date().toISOString().slice(0, 7);
    const statement = (await call('GET', `/affiliates/${ann}/statement?month=${month}`, finance)).json();
    expect(statement).toMatchObject({ recoveriesMinor: 2_000, payoutsMinor: -2_000 });
    const sums = statement.commissionsMinor + statement.reversalsMinor + statement.payoutsMinor;
    expect(statement.openingMinor + sums + statement.recoveriesMinor).toBe(statement.closingMinor);
    expect(statement.movements.map(({ text }: { text: string }) => text)).toContain(
      'Asked back: no longer on this balance',
    );
    const year = (await call('GET', `/payout-years/2026`, finance)).json();
    const [row] = year.data;
    expect(row).toMatchObject({ askedBackMinor: 2_000, paidMinor: 2_000 });
    expect(row.openingMinor + row.earnedMinor + row.correctedMinor + row.askedBackMinor - row.paidMinor).toBe(
      row.closingMinor,
    );
  });
});

describe('the rule', () => {
  it('asks for what has been low enough for long enough, once, and leaves the rest to be carried', async () => {
    const { ws, finance, owe, balance } = await openAnn();
    const rules = [{ currency: 'USD', leastMinor: 2_000, afterDays: 10 }];
    await call('PUT', '/recovery-terms', finance, { howToRepay: '', rules });
    await owe();
    const run = (days: number) =>
      openByRule({ ...systemActor(ws, 'test'), now: new Date(Date.now() + days * 86_400_000) });
    expect(await run(9)).toBe(0);
    expect(await balance()).toMatchObject({ payableMinor: -2_000 });
    expect((await Promise.all([run(10), run(10)])).sort()).toEqual([0, 1]);
    expect(await run(11)).toBe(0);
    const { data } = (await call('GET', '/recoveries?state=open', finance)).json();
    expect(data).toMatchObject([{ isByRule: true, amountMinor: 2_000 }]);
  });

  it('of no currency carries everything', async () => {
    const { ws, owe, balance } = await openAnn();
    await owe();
    expect(await openByRule(systemActor(ws, 'test'))).toBe(0);
    expect(await balance()).toMatchObject({ payableMinor: -2_000 });
  });
});

describe('any history', () => {
  it('asks for nothing twice, and the books agree with what was earned, sent and came in', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, async () => {
    const step = fc.constantFrom('sell', 'refund', 'pay', 'ask', 'repay', 'cancel', 'writeOff');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const program = await openAnn();
        const { ws, manager, finance, balance, account } = program;
        const sales: string[] = [];
        const latest = async () =>
          (await call('GET', '/recoveries', finance)).json().data[0]?.id ?? 'rec_none';
        const acts = {
          sell: async () => void sales.push(await program.sell()),
          refund: async () => {
            const sale = sales.pop();
            if (sale) await program.refund(sale);
          },
          pay: async () => {
            const made = await call('POST', '/payouts', manager, { currency: 'USD' });
            if (made.statusCode !== 201) return;
            await call('POST', `/payouts/${made.json().id}/approval`, finance);
            await call('POST', `/payouts/${made.json().id}/payment`, manager);
          },
          ask: program.ask,
          repay: async () => call('POST', `/recoveries/${await latest()}/repayments`, finance, REPAYMENT),
          cancel: async () =>
            call('POST', `/recoveries/${await latest()}/cancellation`, finance, { reason: 'x' }),
          writeOff: async () =>
            call('POST', `/recoveries/${await latest()}/write-off`, finance, { reason: 'x' }),
        };
        for (const each of ['sell', 'pay', 'refund', 'ask', ...steps] as (keyof typeof acts)[])
          await acts[each]();
        expect((await verifyLedger(ws)).differences).toEqual([]);
        const earned = 0 - (await account('commission_expense'));
        const sent = await account('payouts_sent');
        const back = 0 - (await account('repayments_received')) - (await account('written_off'));
        const owed = 0 - (await account('recoverable'));
        const { payableMinor = 0 } = (await balance()) ?? {};
        expect(payableMinor).toBe(earned - sent + back + owed);
        const { data } = (await call('GET', '/recoveries', finance)).json();
        const open = data.reduce((sum: number, row: { openMinor: number }) => sum + row.openMinor, 0);
        expect(open).toBe(owed);
      }),
      { numRuns: 8 },
    );
  });
});
