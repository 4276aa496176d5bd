import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { drainLater, fraudDesk, mailsOf } from '../../../test/support/fraud.ts';
import { verifyLedger } from '../../commissions/index.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { FraudSummary } from '../schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create, decide, openCase } = fraudDesk(() => app);

describe('a decision', () => {
  it('that all is in order lets the commissions go, and the same finding is not raised again', async () => {
    const { ws, manager, found, examine, cases, states } = await openCase();
    await drainJobs();
    const answer = await decide(manager, found.id, { decision: 'approved', reason: 'A second shop' });
    expect(answer.json()).toMatchObject({ state: 'approved', decisions: [{ reason: 'A second shop' }] });
    expect(await states()).toEqual({ own: 'payable', real: 'payable' });
    expect(await examine()).toBe(0);
    expect(await cases('?state=open')).toEqual([]);
    expect((await decide(manager, found.id, { decision: 'rejected', reason: 'x' })).json()).toMatchObject({
      code: 'already_decided',
    });
    await drainLater();
    expect(await mailsOf(ws)).toEqual(['fraud_review', 'fraud_decision']);
  });

  it('to reject takes the commissions back by correction entries, with its reason, and can be undone', async () => {
    const { ws, manager, found, states } = await openCase();
    await drainJobs();
    expect((await decide(manager, found.id, { decision: 'rejected' })).statusCode).toBe(422);
    await decide(manager, found.id, { decision: 'rejected', reason: 'Bought by the affiliate' });
    expect(await states()).toEqual({ own: 'declined', real: 'payable' });
    const { rows } = await pool().query(
      `select kind, sum(amount_minor) as sum from commissions.ledger_entries entry
       join commissions.ledger_lines line using (workspace_id)
       where workspace_id = $1 and line.entry_id = entry.id and account = 'affiliate' group by kind order by kind`,
      [ws],
    );
    expect(rows).toEqual([
      { kind: 'commission', sum: 4_000 },
      { kind: 'decline', sum: -2_000 },
    ]);
    const undone = await call('DELETE', `/fraud-cases/${found.id}/decision`, manager);
    expect(undone.json()).toMatchObject({
      state: 'open',
      decisions: [{ undoneByName: 'affiliate_manager' }],
    });
    expect(await states()).toEqual({ own: 'held', real: 'payable' });
    await drainLater();
    expect(await mailsOf(ws)).toEqual(['fraud_review']);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('to reject leads to a new case only for what the customer buys later', async () => {
    const { ann, manager, found, sell, examine, cases, states } = await openCase();
    await decide(manager, found.id, { decision: 'rejected', reason: 'Bought by the affiliate' });
    expect(await examine()).toBe(0);
    await sell('own-2', ann.email.replace('@', '+shop@'));
    expect(await examine()).toBe(1);
    expect(await cases('?state=open')).toMatchObject([{ commissionCount: 1 }]);
    expect(await states()).toMatchObject({ own: 'declined', 'own-2': 'held' });
    expect((await call('DELETE', `/fraud-cases/${found.id}/decision`, manager)).json()).toMatchObject({
      code: 'newer_case',
    });
  });

  it('to watch leaves it undecided, held or not, until something new is found', async () => {
    const { ann, manager, found, sell, examine, cases, states } = await openCase();
    await decide(manager, found.id, { decision: 'watching', isHolding: false });
    expect(await states()).toMatchObject({ own: 'payable' });
    await decide(manager, found.id, { decision: 'watching', isHolding: true });
    expect(await states()).toMatchObject({ own: 'held' });
    await examine();
    expect(await cases()).toMatchObject([{ state: 'watching', isHolding: true }]);
    await sell('own-2', ann.email);
    await examine();
    expect(await cases()).toMatchObject([{ state: 'open', commissionCount: 2 }]);
    expect(await states()).toMatchObject({ own: 'held', 'own-2': 'held' });
  });

  it('is not undone once something that it released was paid', async () => {
    const { manager, finance, found } = await openCase();
    await decide(manager, found.id, { decision: 'approved' });
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    expect((await call('POST', `/payouts/${id}/payment`, finance)).statusCode).toBe(201);
    expect((await call('DELETE', `/fraud-cases/${found.id}/decision`, manager)).json()).toMatchObject({
      code: 'commission_paid',
    });
  });

  it('on several cases at once says which could not be decided', async () => {
    const { manager, found } = await openCase();
    const body = { caseIds: [found.id, 'frc_none'], decision: { decision: 'approved' } };
    const answer = await call('POST', '/fraud-cases/decisions', manager, body);
    expect(answer.json()).toEqual({
      decided: [found.id],
      refused: [{ caseId: 'frc_none', code: 'not_found', text: expect.any(String) }],
    });
  });

  it('is for managers; finance may look', async () => {
    const { finance, found } = await openCase();
    expect((await call('GET', `/fraud-cases/${found.id}`, finance)).statusCode).toBe(200);
    expect((await decide(finance, found.id, { decision: 'approved' })).statusCode).toBe(403);
  });

  it('counts for the rules that had a part in the case, with an interval', async () => {
    const { manager, found } = await openCase();
    await decide(manager, found.id, { decision: 'rejected', reason: 'x' });
    const { rules, rejected } = (await call('GET', '/fraud/summary', manager)).json<FraudSummary>();
    expect(rejected).toBe(1);
    const own = rules.find(({ rule }) => rule === 'self_referral');
    expect(own).toMatchObject({ isOn: true, cases: 1, decided: 1, rejected: 1, share: 1, high: 1 });
    expect(own?.low).toBeCloseTo(0.2065, 3);
    expect(rules.find(({ rule }) => rule === 'bot_traffic')).toMatchObject({ decided: 0, share: null });
  });
});
