import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { callerOf, type Headers, openProgram, tellSale } from '../../../test/support/money.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import { isBic, isIban, maskAccount, servesCurrency } from './rules.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);
const IBAN = 'DE89 3704 0044 0532 0130 00';
const BANK = { kind: 'bank', iban: IBAN, bic: 'cobadeff', holder: 'Ann Lee', country: 'DE' };

/** A program with the affiliate Ann, who is signed in to the portal. */
async function openPortal() {
  const program = await openProgram(app);
  const portal: Headers = await signInAsRole(app, program.ws, 'affiliate');
  const { rows } = await pool().query(
    "select user_id from workspace.members where workspace_id = $1 and role = 'affiliate'",
    [program.ws],
  );
  const ann = await program.addAffiliate('ann', { userId: rows[0].user_id });
  const sell = (currency: string, affiliateId = ann) =>
    tellSale(program.ws, { affiliateId, currency, customerId: newId('cus') });
  const waits = async () =>
    (await call('GET', '/payouts/preview', program.manager))
      .json()
      .data.map((row: { currency: string; waitsBecause: { code: string } | null }) => [
        row.currency,
        row.waitsBecause?.code ?? null,
      ]);
  return { ...program, portal, userId: rows[0].user_id, ann, sell, waits };
}

describe('a payout method', () => {
  it('is shown with its last four digits, kept encrypted, and told to the affiliate by mail', async () => {
    const { ws, portal, finance, ann } = await openPortal();
    const before = (await call('GET', '/portal/payout-methods', portal)).json();
    expect(before).toMatchObject({
      current: null,
      fallbackRecipient: 'ann@example.com',
      needsSignIn: false,
    });
    const changed = await call('PUT', '/portal/payout-method', portal, BANK);
    const shown = { kind: 'bank', recipient: 'DE •••• 3000', bic: 'COBADEFF', holder: 'Ann Lee' };
    expect(changed.json()).toMatchObject({ current: shown });
    const seen = await call('GET', `/affiliates/${ann}/payout-methods`, finance);
    expect(seen.json()).toMatchObject({ current: shown });
    expect(changed.body + seen.body).not.toContain('0532013000');
    const kept = await pool().query('select * from payouts.methods where workspace_id = $1', [ws]);
    expect(JSON.stringify(kept.rows)).not.toContain('0532013000');
    const audited = await pool().query(
      "select * from workspace.audit_entries where workspace_id = $1 and action = 'payout_method.changed'",
      [ws],
    );
    expect(audited.rows).toHaveLength(1);
    expect(JSON.stringify(audited.rows)).not.toContain('0532013000');
    await drainJobs();
    const mails = await pool().query('select recipient, body_text from core.mails where workspace_id = $1', [
      ws,
    ]);
    expect(mails.rows).toMatchObject([{ recipient: 'ann@example.com' }]);
    expect(mails.rows[0].body_text).toContain('Bank account to DE •••• 3000');
  });

  it('that staff gives for who has chosen none is told by mail, once, and not where another way counts', async () => {
    const { ws, portal, ann, manager } = await openPortal();
    const change = (payoutEmail: string | null) =>
      app.inject({
        method: 'PATCH',
        url: `/api/v1/affiliates/${ann}`,
        headers: manager,
        body: { payoutEmail },
      });
    const mails = async () => {
      await drainJobs();
      const { rows } = await pool().query(
        "select body_text from core.mails where workspace_id = $1 and kind = 'payout_method_changed' order by id",
        [ws],
      );
      return rows.map((row) => row.body_text);
    };
    for (const _time of [1, 2]) expect((await change('elsewhere@example.com')).statusCode).toBe(200);
    expect(await mails()).toEqual([expect.stringContaining('PayPal to elsewhere@example.com')]);
    await change(null);
    expect(await mails()).toHaveLength(2);
    expect((await mails())[1]).toContain('PayPal to ann@example.com');
    await call('PUT', '/portal/payout-method', portal, BANK);
    await change('third@example.com');
    expect(await mails()).toHaveLength(3);
  });

  it('keeps what there was before, and the same again changes nothing', async () => {
    const { portal } = await openPortal();
    await call('PUT', '/portal/payout-method', portal, BANK);
    const again = await call('PUT', '/portal/payout-method', portal, BANK);
    expect(again.json().history).toHaveLength(1);
    const paypal = { kind: 'paypal', email: 'Ann@PayPal.example' };
    const changed = (await call('PUT', '/portal/payout-method', portal, paypal)).json();
    expect(changed.current).toMatchObject({ kind: 'paypal', recipient: 'ann@paypal.example' });
    expect(changed.history).toMatchObject([
      { replacedAt: null },
      { kind: 'bank', recipient: 'DE •••• 3000' },
    ]);
    expect(changed.history[1].replacedAt).not.toBeNull();
  });

  it('is not changed by a session that was left open', async () => {
    const { portal, userId } = await openPortal();
    await pool().query(
      "update workspace.sessions set created_at = now() - interval '16 minutes' where user_id = $1",
      [userId],
    );
    expect((await call('GET', '/portal/payout-methods', portal)).json()).toMatchObject({ needsSignIn: true });
    const refused = await call('PUT', '/portal/payout-method', portal, BANK);
    expect(refused.json()).toMatchObject({ status: 403, code: 'sign_in_again' });
    expect((await call('GET', '/portal/payout-methods', portal)).json().history).toEqual([]);
  });

  it('that cannot be right is refused at its field', async () => {
    const { portal } = await openPortal();
    const wrong: [object, string][] = [
      [{ ...BANK, iban: 'DE89 3704 0044 0532 0130 01' }, 'iban'],
      [{ ...BANK, bic: 'COBA' }, 'bic'],
      [{ ...BANK, country: 'ZZ' }, 'country'],
      [{ kind: 'wise', holder: 'Ann' }, 'email'],
      [{ kind: 'wise', holder: 'Ann', email: 'ann@example.com', iban: IBAN }, 'email'],
      [{ kind: 'paypal', email: 'nowhere' }, 'email'],
    ];
    for (const [method, path] of wrong) {
      const refused = await call('PUT', '/portal/payout-method', portal, method);
      expect(refused.json(), JSON.stringify(method)).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });

  it('lets wait what it cannot send, while who has chosen none is paid as before', async () => {
    const { portal, sell, waits, addAffiliate } = await openPortal();
    await sell('EUR');
    await sell('USD');
    expect(await waits()).toEqual([
      ['EUR', null],
      ['USD', null],
    ]);
    await call('PUT', '/portal/payout-method', portal, BANK);
    expect(Object.fromEntries(await waits())).toEqual({ EUR: null, USD: 'no_method' });
    await sell('VND', await addAffiliate('bob'));
    expect(Object.fromEntries(await waits())).toMatchObject({ VND: null });
  });

  it('stays with the line that was created with it', async () => {
    const { portal, manager, sell } = await openPortal();
    await call('PUT', '/portal/payout-method', portal, { kind: 'paypal', email: 'old@example.com' });
    await sell('USD');
    const { id } = await create(manager);
    await call('PUT', '/portal/payout-method', portal, BANK);
    const { data } = (await call('GET', `/payouts/${id}/lines`, manager)).json();
    expect(data).toMatchObject([{ method: 'paypal', recipient: 'old@example.com' }]);
  });
});

describe('an account number', () => {
  it.each([
    ['DE89370400440532013000', true],
    ['GB29NWBK60161331926819', true],
    ['MT84MALT011000012345MTLCAST001S', true],
    ['NO9386011117947', true],
    ['DE8937040044053201300', false],
    ['US89370400440532013000', false],
    ['', false],
  ])('%s is an IBAN: %s', (iban, expected) => {
    expect(isIban(iban)).toBe(expected);
  });

  it('is refused after any single digit was mistyped', () => {
    const iban = 'DE89370400440532013000';
    const place = fc.integer({ min: 2, max: iban.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 9 }), (index, step) => {
        const digit = String((Number(iban[index]) + step) % 10);
        expect(isIban(iban.slice(0, index) + digit + iban.slice(index + 1))).toBe(false);
      }),
    );
  });

  it('shows its country and its last four characters', () => {
    expect(maskAccount('NO9386011117947')).toBe('NO •••• 7947');
    expect([isBic('COBADEFF'), isBic('COBADEFFXXX'), isBic('COBADEF')]).toEqual([true, true, false]);
  });

  it.each([
    ['paypal', null, 'USD', true],
    ['paypal', null, 'VND', false],
    ['bank', 'x', 'EUR', true],
    ['bank', 'x', 'CHF', false],
    ['wise', null, 'VND', true],
    ['wise', 'x', 'VND', false],
  ] as const)('%s (account %s) takes %s: %s', (kind, sealedAccount, currency, expected) => {
    expect(servesCurrency({ kind, sealedAccount }, currency)).toBe(expected);
  });
});
