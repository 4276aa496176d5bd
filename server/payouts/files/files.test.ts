import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { callerOf, openProgram, tellSale } from '../../../test/support/money.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { seal } from '../../core/vault.ts';
import { createApp } from '../../main.ts';
import { maskAccount } from '../methods/rules.ts';
import { replaceMethod } from '../store/methods.ts';
import { type SepaTransfer, sepaText, writeSepa } from './sepa.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call } = callerOf(() => app);
const IBAN = 'DE89370400440532013000';

interface Way {
  kind: 'bank' | 'wise';
  account?: string;
  email?: string;
}

async function give(ws: string, affiliateId: string, { kind, account, email }: Way): Promise<void> {
  const id = newId('pm');
  await replaceMethod(ws, {
    ...{ id, affiliateId, kind, holder: '=Zoë & Co', bic: null, country: 'DE', createdAt: new Date() },
    recipient: account ? maskAccount(account) : (email ?? ''),
    sealedAccount: account ? seal(account, `${ws} ${id}`) : null,
  });
}

/** An approved payout in euros to four affiliates, each paid in a way of their own. */
async function openPayout() {
  const { ws, manager, finance, addAffiliate } = await openProgram(app);
  const ids = [];
  for (const name of ['ann', 'bob', 'cem', 'dan']) ids.push(await addAffiliate(name));
  const [, bob = '', cem = '', dan = ''] = ids;
  await give(ws, bob, { kind: 'bank', account: IBAN });
  await give(ws, cem, { kind: 'wise', email: 'cem@wise.example' });
  await give(ws, dan, { kind: 'wise', account: 'NO9386011117947' });
  for (const affiliateId of ids) {
    await tellSale(ws, { affiliateId, currency: 'EUR', customerId: newId('cus') });
  }
  const { id } = (await call('POST', '/payouts', manager, { currency: 'EUR', note: 'March' })).json();
  const file = (name: string, headers = finance) => call('GET', `/payouts/${id}/${name}`, headers);
  const approve = () => call('POST', `/payouts/${id}/approval`, finance);
  return { ws, id, finance, file, approve };
}

describe('the files of a payout', () => {
  it('are one for each way to be paid, and together hold every line once', async () => {
    const { finance, file, approve } = await openPayout();
    for (const name of ['wise.csv', 'sepa.xml', 'all.csv']) {
      expect((await file(name)).json(), name).toMatchObject({ code: 'payout_not_approved' });
    }
    expect((await approve()).json()).toMatchObject({ files: { paypal: 1, wise: 1, sepa: 1 } });
    expect((await file('paypal.csv')).body).toMatch(/^ann@example\.com,20\.00,EUR,\w+,March,PAYPAL\r\n$/);
    expect((await file('wise.csv')).body.split('\r\n')).toEqual([
      'name,recipientEmail,paymentReference,receiverType,amountCurrency,amount,sourceCurrency,targetCurrency,type,IBAN',
      expect.stringMatching(/^'=Zoë & Co,cem@wise\.example,\w+,PERSON,target,20\.00,EUR,EUR,EMAIL,$/),
      expect.stringMatching(/^'=Zoë & Co,,\w+,PERSON,target,20\.00,EUR,EUR,IBAN,NO9386011117947$/),
      '',
    ]);
    expect((await file('wise.csv?file=2')).statusCode).toBe(404);
    expect((await file('sepa.xml')).json()).toMatchObject({ status: 409, code: 'no_sender' });
    const sender = { name: 'Acmé GmbH', iban: 'GB29 NWBK 6016 1331 9268 19' };
    const set = await call('PUT', '/payout-sender', finance, sender);
    expect(set.json()).toMatchObject({ sender: { account: 'GB •••• 6819', bic: null } });
    const order = await file('sepa.xml');
    expect(order.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(order.body).toContain('<NbOfTxs>1</NbOfTxs><CtrlSum>20.00</CtrlSum>');
    expect(order.body).toContain(`<Cdtr><Nm>.Zoe + Co</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr></Cdtr>`);
    expect(order.body).toContain(`<CdtrAcct><Id><IBAN>${IBAN}</IBAN></Id></CdtrAcct>`);
    expect(order.body).toContain('<Dbtr><Nm>Acme GmbH</Nm></Dbtr>');
    const whole = (await file('all.csv')).body.trimEnd().split('\r\n');
    expect(whole).toHaveLength(5);
    expect(whole.join('\n')).toContain(IBAN);
  });

  it('with account numbers are for those who pay, and each writing is on record', async () => {
    const { ws, file, approve } = await openPayout();
    await approve();
    const reader = await withApiKey(ws, ['payouts.read']);
    expect((await file('paypal.csv', reader)).statusCode).toBe(200);
    for (const name of ['wise.csv', 'sepa.xml', 'all.csv']) {
      expect((await file(name, reader)).statusCode, name).toBe(403);
    }
    const stranger = await withApiKey((await makeWorkspace()).id);
    for (const name of ['paypal.csv', 'wise.csv', 'sepa.xml', 'all.csv']) {
      expect((await file(name, stranger)).statusCode, name).toBe(404);
    }
    await file('all.csv');
    const { rows } = await pool().query(
      "select count(*)::int as count from workspace.audit_entries where workspace_id = $1 and action = 'payout.file_written'",
      [ws],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

const sender = { name: 'Acme', iban: 'GB29NWBK60161331926819', bic: 'NWBKGB2L' };
const order = (transfers: SepaTransfer[]) =>
  writeSepa({
    reference: '1F5K3ZC0',
    writtenAt: new Date('2026-03-01T10:00:00.123Z'),
    executionDay: '2026-03-01',
    sender,
    transfers,
  });

describe('the order to a bank', () => {
  it('has every element in the order of pain.001.001.09', () => {
    const transfer = { reference: 'R1', amountMinor: 2_005, holder: 'Ann', country: 'DE', iban: IBAN };
    const xml = order([{ ...transfer, bic: 'COBADEFF', note: "Ann's share" }]);
    expect(xml).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>',
        '<GrpHdr><MsgId>1F5K3ZC0</MsgId><CreDtTm>2026-03-01T10:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>',
        '<CtrlSum>20.05</CtrlSum><InitgPty><Nm>Acme</Nm></InitgPty></GrpHdr>',
        '<PmtInf><PmtInfId>1F5K3ZC0</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>',
        '<NbOfTxs>1</NbOfTxs><CtrlSum>20.05</CtrlSum>',
        '<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2026-03-01</Dt></ReqdExctnDt>',
        '<Dbtr><Nm>Acme</Nm></Dbtr><DbtrAcct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></DbtrAcct>',
        '<DbtrAgt><FinInstnId><BICFI>NWBKGB2L</BICFI></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>',
        '<CdtTrfTxInf><PmtId><EndToEndId>R1</EndToEndId></PmtId>',
        '<Amt><InstdAmt Ccy="EUR">20.05</InstdAmt></Amt>',
        '<CdtrAgt><FinInstnId><BICFI>COBADEFF</BICFI></FinInstnId></CdtrAgt>',
        '<Cdtr><Nm>Ann</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr></Cdtr>',
        `<CdtrAcct><Id><IBAN>${IBAN}</IBAN></Id></CdtrAcct>`,
        '<RmtInf><Ustrd>Ann&apos;s share</Ustrd></RmtInf></CdtTrfTxInf>',
        '</PmtInf></CstmrCdtTrfInitn></Document>\n',
      ].join(''),
    );
  });

  it('sums exactly what it orders, whatever the recipients are called', () => {
    const transfer = fc.record({
      reference: fc.stringMatching(/^[A-Z0-9]{1,25}$/),
      amountMinor: fc.integer({ min: 1, max: 99_999_999 }),
      holder: fc.string({ unit: 'grapheme', maxLength: 100 }),
      country: fc.constantFrom('DE', null),
      iban: fc.constant(IBAN),
      bic: fc.constant(null),
      note: fc.string({ unit: 'grapheme', maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.array(transfer, { minLength: 1, maxLength: 5 }), (transfers) => {
        const xml = order(transfers);
        const cents = [...xml.matchAll(/<InstdAmt Ccy="EUR">(\d+)\.(\d\d)</g)].map(
          ([, euros, rest]) => Number(euros) * 100 + Number(rest),
        );
        const [, sum = ''] = /<CtrlSum>([\d.]+)</.exec(xml) ?? [];
        expect(cents).toEqual(transfers.map(({ amountMinor }) => amountMinor));
        expect(Number(sum.replace('.', ''))).toBe(cents.reduce((total, cent) => total + cent, 0));
        expect(xml.replace(/<[^<>]+>/g, '')).not.toMatch(/[<>]|&(?!apos;)/);
      }),
    );
  });

  it('has only letters that every bank takes', () => {
    expect(sepaText('Łukasz Øre & Søn/ß', 70)).toBe('Lukasz Ore + Son/ss');
    expect(sepaText('//สมชาย', 70)).toMatch(/^\.+$/);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const written = sepaText(text, 70);
        expect(written).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]{1,70}$/);
        expect(written).not.toMatch(/^\/|\/$|\/\//);
      }),
    );
  });
});
