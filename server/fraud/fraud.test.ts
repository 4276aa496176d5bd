import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../test/support/database.ts';
import { drainLater, fraudDesk, mailsOf } from '../../test/support/fraud.ts';
import { signInAsRole } from '../../test/support/http.ts';
import { person } from '../../test/support/visitor.ts';
import { verifyLedger } from '../commissions/index.ts';
import { pool } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { recordSale, recordSales } from '../tracking/index.ts';
import type { CaseDetail, FraudSummary, SettingsView } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create, decide, openCase, openShop } = fraudDesk(() => app);

describe('what a rule finds', () => {
  it('raises one case, holds what it concerns alone, and no payout takes that up', async () => {
    const { ws, ann, manager, found, examine, cases, states } = await openCase();
    expect(found).toMatchObject({
      affiliateId: ann.id,
      state: 'open',
      isHolding: true,
      reasons: [{ rule: 'self_referral', code: 'fraud:found.self_referral.mailbox' }],
      commissionCount: 1,
      stake: [{ currency: 'USD', amountMinor: 2_000 }],
    });
    expect(await states()).toEqual({ own: 'held', real: 'payable' });
    expect(await examine()).toBe(0);
    expect(await cases()).toHaveLength(1);
    expect(await create(manager)).toMatchObject({ amountMinor: 2_000 });
    const { rows } = await pool().query('select count(*) from fraud.evidence where workspace_id = $1', [ws]);
    expect(rows).toEqual([{ count: 1 }]);
    expect((await verifyLedger(ws)).differences).toEqual([]);
  });

  it('is found soon after the sale, through the queue, and told to the affiliate in general words once', async () => {
    const { ws, ann, manager, sell, states, cases } = await openShop();
    await sell('own', ann.email);
    expect(await states()).toEqual({ own: 'payable' });
    await drainLater();
    expect(await states()).toEqual({ own: 'held' });
    await sell('own-2', ann.email);
    await drainLater();
    expect(await states()).toEqual({ own: 'held', 'own-2': 'held' });
    expect(await cases()).toMatchObject([{ commissionCount: 2 }]);
    expect(await mailsOf(ws)).toEqual(['fraud_review']);
    const path = `/affiliates/${ann.id}/statement`;
    const { movements } = (await call('GET', path, manager)).json();
    expect(movements[0].review).toMatch(/^Under review since .* who the customers .* are/);
    expect(JSON.stringify(movements)).not.toContain('self');
  });

  it('is the same address as the affiliate’s own use of the portal, of which no address is kept', async () => {
    const { ws, ann, cases, examine } = await openShop();
    const portal = await signInAsRole(app, ws, 'affiliate');
    await pool().query(
      `update affiliates.affiliates set user_id = (select user_id from workspace.members
        where workspace_id = $1 and role = 'affiliate') where workspace_id = $1 and id = $2`,
      [ws, ann.id],
    );
    const visitor = { ...person(), 'x-forwarded-for': '8.9.9.77' };
    const own = { ...portal, 'x-forwarded-for': visitor['x-forwarded-for'] };
    expect((await call('GET', '/portal/commissions', own)).statusCode).toBe(200);
    const visit = await app.inject({ url: `/r/${ann.link.key}`, headers: visitor });
    const clickId = new URL(String(visit.headers.location)).searchParams.get('gw_click');
    const sale = {
      externalId: 's1',
      customerExternalId: 'c1',
      amountMinor: 10_000,
      currency: 'USD',
      clickId,
    };
    await recordSale(ws, sale);
    await expect
      .poll(async () => {
        await examine();
        return cases();
      })
      .toMatchObject([{ reasons: [{ code: 'fraud:found.self_referral.address' }] }]);
    const { rows } = await pool().query('select * from fraud.portal_visits where workspace_id = $1', [ws]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('8.9.9.77');
  });

  it('opens with its commissions, customers and evidence, and not for another company', async () => {
    const { manager, found } = await openCase();
    const detail = (await call('GET', `/fraud-cases/${found.id}`, manager)).json<CaseDetail>();
    expect(detail.findings).toMatchObject([{ rule: 'self_referral', customerCount: 1, evidence: [{}] }]);
    expect(detail.commissions).toMatchObject([
      { saleExternalId: 'own', state: 'held', heldSince: expect.any(String), releaseAt: expect.any(String) },
    ]);
    const other = await openShop();
    expect((await call('GET', `/fraud-cases/${found.id}`, other.manager)).statusCode).toBe(404);
    expect((await decide(other.manager, found.id, { decision: 'approved' })).statusCode).toBe(404);
  });

  it('can be looked for by state, rule and affiliate', async () => {
    const { ann, bob, cases } = await openCase();
    const count = async (query: string) => (await cases(query)).length;
    expect(await count(`?state=open&rule=self_referral&affiliateId=${ann.id}`)).toBe(1);
    for (const query of ['?state=rejected', '?rule=refund_rate', `?affiliateId=${bob.id}`])
      expect(await count(query)).toBe(0);
  });
});

describe('a rule', () => {
  it('that is switched off finds nothing; a threshold beyond its limits is refused by name', async () => {
    const { ann, manager, sell, examine, cases } = await openShop();
    const {
      limits: _,
      updatedAt: __,
      updatedByName: ___,
      ...settings
    } = (await call('GET', '/fraud/settings', manager)).json<SettingsView>();
    const { rules } = settings;
    const wrong = { ...rules, shared_address: { isOn: true, thresholds: { minCustomers: 1 } } };
    const refused = await call('PUT', '/fraud/settings', manager, { ...settings, rules: wrong });
    expect(refused.json()).toMatchObject({
      errors: [{ path: 'rules.shared_address.thresholds.minCustomers' }],
    });
    const off = { ...rules, self_referral: { ...rules.self_referral, isOn: false } };
    expect((await call('PUT', '/fraud/settings', manager, { ...settings, rules: off })).statusCode).toBe(200);
    await sell('own', ann.email);
    await examine();
    expect(await cases()).toEqual([]);
    expect((await call('GET', '/fraud/settings', manager)).json()).toMatchObject({
      updatedByName: 'affiliate_manager',
      rules: { self_referral: { isOn: false } },
    });
  });

  it('looks at the whole program when asked, and tells how far it is', async () => {
    const { ann, manager, sell, cases } = await openShop();
    await sell('own', ann.email);
    const asked = await call('POST', '/fraud/examinations', manager);
    expect(asked.statusCode).toBe(202);
    expect((await call('POST', '/fraud/examinations', manager)).json().id).toBe(asked.json().id);
    await drainJobs();
    const { examination } = (await call('GET', '/fraud/summary', manager)).json<FraudSummary>();
    expect(examination).toMatchObject({
      ...{ askedByName: 'affiliate_manager', finishedAt: expect.any(String) },
      ...{ affiliateCount: 2, doneCount: 2, findingCount: 1 },
    });
    expect(await cases()).toHaveLength(1);
  });
});

describe('an order id that is known', () => {
  it('is refused by its key, also twice at once, and counted', async () => {
    const { ws, manager, sell, states } = await openShop();
    await sell('s1', 'kim@customer.example');
    const again = { customerExternalId: 'kim@customer.example', amountMinor: 90_000, currency: 'USD' };
    const repeated = await recordSales(ws, [
      { ...again, externalId: 's1' },
      { ...again, externalId: 's1' },
    ]);
    expect(repeated).toEqual([{ knownSaleId: expect.any(String) }, { knownSaleId: expect.any(String) }]);
    expect(Object.keys(await states())).toEqual(['s1']);
    await drainJobs();
    expect((await call('GET', '/fraud/summary', manager)).json()).toMatchObject({ repeatedSales: 2 });
  });
});
