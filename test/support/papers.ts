import { expect } from 'vitest';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { newId } from '../../server/core/ids.ts';
import type { TaxForm } from '../../server/payouts/tax/schema.ts';
import { signInAsRole } from './http.ts';
import { callerOf, type Headers, openProgram, tellSale } from './money.ts';

const BOUNDARY = 'the-end-of-a-part';
/** Enough to be taken for a PDF. */
export const TAX_FORM = Buffer.from('%PDF-1.4\nthe form, signed');

/** Sends one file as a browser does. */
export function sendFile(app: App, path: string, headers: Headers, content: Buffer, name = 'form.pdf') {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload,
  });
}

/** @param owner the path of the affiliate, or of the portal */
export async function uploadTaxForm(app: App, headers: Headers, owner: string): Promise<TaxForm[]> {
  return (await sendFile(app, `${owner}/tax-forms?kind=w9`, headers, TAX_FORM)).json().forms;
}

export const ACME = {
  legalName: 'Acme GmbH',
  address: 'Weg 1\n10115 Berlin',
  country: 'DE',
  vatId: 'DE136695976',
  invoicePrefix: 'SB-',
};
export const SOMCHAI = {
  kind: 'person',
  legalName: 'สมชาย ใจดี',
  address: '99 ถนนสุขุมวิท\nกรุงเทพฯ 10110',
  country: 'TH',
  taxNumber: '1-2345-45678-78-1',
};

/** A program whose company is known, with affiliates who have told their tax data. */
export async function openProgramWithBooks(app: App, { isKnown = true } = {}) {
  const { call, create } = callerOf(() => app);
  const program = await openProgram(app);
  const { ws, manager, finance } = program;
  const owner: Headers = await signInAsRole(app, ws, 'owner');
  if (isKnown) await call('PUT', '/company', owner, ACME);
  const tell = (id: string, extra: object = {}) =>
    call('PUT', `/affiliates/${id}/tax`, finance, { ...SOMCHAI, ...extra });
  const sell = (affiliateId: string) => tellSale(ws, { affiliateId, customerId: newId('cus') });
  const pay = async (body?: object) => {
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const paid = await call('POST', `/payouts/${id}/payment`, manager, body ?? {});
    expect(paid.statusCode).toBe(201);
    return id;
  };
  const list = async (query = '') => (await call('GET', `/invoices?${query}`, finance)).json().data;
  return { ...program, owner, tell, sell, pay, list };
}

/** What is printed on a paper. */
export const contentOf = async (id: string) =>
  (await pool().query('select content from payouts.invoices where id = $1', [id])).rows[0].content;
