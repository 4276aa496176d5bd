import type { App } from '../../server/core/http/server.ts';
import type { TaxForm } from '../../server/payouts/tax/schema.ts';
import type { Headers } from './money.ts';

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
