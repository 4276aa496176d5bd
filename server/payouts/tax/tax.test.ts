import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { callerOf, type Headers, openProgram, signInToPortal } from '../../../test/support/money.ts';
import { TAX_FORM as PDF, sendFile } from '../../../test/support/papers.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call } = callerOf(() => app);
const SSN = '536-90-4399';
const ANN = {
  kind: 'person',
  legalName: 'Ann B. Lee',
  address: '1 Main Street\nSpringfield',
  country: 'US',
  taxNumber: SSN,
};

/** Ann, signed in to the portal, and somebody in finance. */
async function openPortal() {
  const { ws, finance, manager, addAffiliate } = await openProgram(app);
  const { portal, userId } = await signInToPortal(app, ws);
  const ann = await addAffiliate('ann', { userId });
  return { ws, finance, manager, portal, ann, userId };
}

function upload(path: string, headers: Headers, content: Buffer, name?: string) {
  return sendFile(app, path, headers, content, name);
}

const auditOf = async (ws: string, action: string) =>
  (
    await pool().query('select * from workspace.audit_entries where workspace_id = $1 and action = $2', [
      ws,
      action,
    ])
  ).rows;

describe('tax data', () => {
  it('show the end of a tax number, keep the whole encrypted, and are told to the affiliate by mail', async () => {
    const { ws, portal, finance, ann } = await openPortal();
    expect((await call('GET', '/portal/tax', portal)).json()).toMatchObject({
      data: null,
      needsSignIn: false,
    });
    const changed = await call('PUT', '/portal/tax', portal, ANN);
    const shown = { legalName: 'Ann B. Lee', country: 'US', taxNumber: '•••• 4399', vatId: null };
    expect(changed.json().data).toMatchObject(shown);
    const seen = await call('GET', `/affiliates/${ann}/tax`, finance);
    expect(seen.json()).toMatchObject({ data: shown, treatment: { kind: 'none' } });
    const { rows: kept } = await pool().query('select * from payouts.tax_data where workspace_id = $1', [ws]);
    const audited = await auditOf(ws, 'tax_data.changed');
    expect(audited).toHaveLength(1);
    for (const text of [changed.body, seen.body, JSON.stringify(kept), JSON.stringify(audited)]) {
      expect(text).not.toContain('536904399');
      expect(text).not.toContain(SSN);
    }
    await drainJobs();
    const { rows: mails } = await pool().query(
      'select kind, recipient from core.mails where workspace_id = $1',
      [ws],
    );
    expect(mails).toEqual([{ kind: 'tax_data_changed', recipient: 'ann@example.com' }]);
  });

  it('said again change nothing; a number that is not told stays, as long as the country does', async () => {
    const { ws, portal, finance, ann } = await openPortal();
    await call('PUT', '/portal/tax', portal, ANN);
    await call('PUT', '/portal/tax', portal, ANN);
    const { taxNumber: _number, ...untold } = ANN;
    const kept = await call('PUT', `/affiliates/${ann}/tax`, finance, { ...untold, legalName: 'Ann Lee' });
    expect(kept.json().data).toMatchObject({ legalName: 'Ann Lee', taxNumber: '•••• 4399' });
    expect(await auditOf(ws, 'tax_data.changed')).toHaveLength(2);
    const moved = await call('PUT', '/portal/tax', portal, { ...untold, country: 'DE' });
    expect(moved.json().data).toMatchObject({ country: 'DE', taxNumber: null });
  });

  it('are not changed by a session that was left open', async () => {
    const { portal, userId } = await openPortal();
    await pool().query(
      "update workspace.sessions set created_at = now() - interval '16 minutes' where user_id = $1",
      [userId],
    );
    expect((await call('PUT', '/portal/tax', portal, ANN)).json()).toMatchObject({ code: 'sign_in_again' });
    expect((await upload('/portal/tax-forms?kind=w9', portal, PDF)).json()).toMatchObject({
      code: 'sign_in_again',
    });
    expect((await call('GET', '/portal/tax', portal)).json()).toMatchObject({ data: null, forms: [] });
  });

  it('that cannot be right are refused at their field', async () => {
    const { portal } = await openPortal();
    const wrong: [object, string][] = [
      [{ ...ANN, taxNumber: '000-12-3456' }, 'taxNumber'],
      [{ ...ANN, country: 'DE', taxNumber: null, vatId: 'DE136695977' }, 'vatId'],
      [{ ...ANN, country: 'ZZ', taxNumber: null }, 'country'],
      [{ ...ANN, legalName: ' ' }, 'legalName'],
    ];
    for (const [data, path] of wrong) {
      const refused = await call('PUT', '/portal/tax', portal, data);
      expect(refused.json(), JSON.stringify(data)).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });

  it('and the treatment of value added tax are for finance, not for whoever manages affiliates', async () => {
    const { finance, manager, ann } = await openPortal();
    expect((await call('GET', `/affiliates/${ann}/tax`, manager)).statusCode).toBe(403);
    const rate = { kind: 'rate', rateBasisPoints: 700 };
    const set = await call('PUT', `/affiliates/${ann}/tax-treatment`, finance, rate);
    expect(set.json()).toMatchObject({ treatment: rate });
    for (const broken of [{ kind: 'rate' }, { kind: 'none', rateBasisPoints: 700 }]) {
      const refused = await call('PUT', `/affiliates/${ann}/tax-treatment`, finance, broken);
      expect(refused.json()).toMatchObject({ status: 422, errors: [{ path: 'rateBasisPoints' }] });
    }
  });
});

describe('a tax form', () => {
  it('comes back byte for byte to those who may, with an entry in the audit log, and is kept encrypted', async () => {
    const { ws, portal, finance, manager, ann } = await openPortal();
    const kept = await upload('/portal/tax-forms?kind=w9', portal, PDF, 'C:\\papers\\w9 “final”.pdf');
    expect(kept.statusCode).toBe(201);
    const [form] = kept.json().forms;
    expect(form).toMatchObject({ kind: 'w9', fileName: 'w9 _final_.pdf', byteCount: PDF.length });
    const { rows } = await pool().query('select sealed from payouts.tax_forms where workspace_id = $1', [ws]);
    expect(rows[0].sealed.includes('the form')).toBe(false);
    const path = `/affiliates/${ann}/tax-forms/${form.id}`;
    for (const stranger of [manager, portal])
      expect((await call('GET', path, stranger)).statusCode).toBe(403);
    expect(await auditOf(ws, 'tax_form.opened')).toEqual([]);
    const opened = await call('GET', path, finance);
    expect(opened.rawPayload.equals(PDF)).toBe(true);
    expect(opened.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''w9%20_final_.pdf",
    });
    expect(await auditOf(ws, 'tax_form.opened')).toHaveLength(1);
  });

  it('is one form, however often the same file is sent', async () => {
    const { ws, finance, ann } = await openPortal();
    const path = `/affiliates/${ann}/tax-forms?kind=w8ben`;
    await upload(path, finance, PDF);
    expect((await upload(path, finance, PDF)).json().forms).toHaveLength(1);
    expect((await upload(path, finance, Buffer.concat([PDF, PDF]))).json().forms).toHaveLength(2);
    expect(await auditOf(ws, 'tax_form.uploaded')).toHaveLength(2);
  });

  it('is known by its content, not by its name, and has a limit', async () => {
    const { finance, ann } = await openPortal();
    const path = `/affiliates/${ann}/tax-forms?kind=w9`;
    const page = await upload(path, finance, Buffer.from('<script>alert(1)</script>'), 'w9.pdf');
    expect(page.json()).toMatchObject({ status: 422, code: 'unknown_content' });
    const large = await upload(path, finance, Buffer.concat([PDF, Buffer.alloc(5 * 1_024 ** 2)]));
    expect(large.json()).toMatchObject({ status: 413, code: 'file_too_large' });
    const none = await call('POST', path, finance, {});
    expect(none.json()).toMatchObject({ status: 415, code: 'not_multipart' });
    expect((await call('GET', `/affiliates/${ann}/tax`, finance)).json().forms).toEqual([]);
  });
});

describe('the company on papers', () => {
  it('is said by whoever runs the workspace, with a VAT id that is checked', async () => {
    const { ws, finance } = await openPortal();
    const owner: Headers = await signInAsRole(app, ws, 'owner');
    const acme = {
      legalName: 'Acme GmbH',
      address: 'Weg 1\n10115 Berlin',
      country: 'DE',
      invoicePrefix: 'SB-',
    };
    expect((await call('GET', '/company', finance)).json()).toEqual({ company: null });
    expect((await call('PUT', '/company', finance, acme)).statusCode).toBe(403);
    const wrong = await call('PUT', '/company', owner, { ...acme, vatId: 'DE1' });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ path: 'vatId' }] });
    await call('PUT', '/company', owner, { ...acme, vatId: '136 695 976' });
    expect((await call('GET', '/company', finance)).json().company).toMatchObject({
      ...acme,
      vatId: 'DE136695976',
      taxNumber: null,
    });
    expect(await auditOf(ws, 'company.changed')).toHaveLength(1);
  });
});
