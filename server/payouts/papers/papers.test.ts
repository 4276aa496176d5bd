import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, type Headers, signInToPortal } from '../../../test/support/money.ts';
import { ACME, contentOf, openProgramWithBooks } from '../../../test/support/papers.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { splitTax } from './rules.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);

const openBooks = (known?: { isKnown: boolean }) => openProgramWithBooks(app, known);
const fileOf = async (id: string, headers: Headers) =>
  (await call('GET', `/invoices/${id}/pdf`, headers)).rawPayload;

describe('a self-billed invoice', () => {
  it('is given with each line that is paid, numbered one after the other, and sums to what was paid', async () => {
    const { addAffiliate, tell, sell, pay, list } = await openBooks();
    const ids = [await addAffiliate('ann'), await addAffiliate('bob')];
    for (const id of ids) await tell(id);
    for (const id of [...ids, ids[0] ?? '']) await sell(id);
    await pay();
    await sell(ids[1] ?? '');
    await pay();
    const papers = await list();
    expect(papers.map(({ label }: { label: string }) => label)).toEqual(['SB-3', 'SB-2', 'SB-1']);
    const amounts = papers.map(({ totalMinor }: { totalMinor: number }) => totalMinor);
    expect(amounts.toSorted()).toEqual([2_000, 2_000, 4_000].toSorted());
    const content = await contentOf(
      papers.find((one: { totalMinor: number }) => one.totalMinor === 4_000).id,
    );
    expect(content).toMatchObject({ currency: 'USD', netMinor: 4_000, taxMinor: 0, rateBasisPoints: null });
    expect(content.lines).toHaveLength(2);
    expect(content.issuer).toEqual(['Acme GmbH', 'Weg 1', '10115 Berlin', 'Germany', 'VAT id DE136695976']);
    expect(content.supplier).toEqual([
      ...['สมชาย ใจดี', '99 ถนนสุขุมวิท', 'กรุงเทพฯ 10110', 'Thailand', 'Tax number •••• 8781'],
    ]);
  });

  it('says how the tax is treated, and takes a rate out of what was paid', async () => {
    const { finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    for (const [treatment, expected] of [
      [
        { kind: 'rate', rateBasisPoints: 1_900 },
        { netMinor: 1_681, taxMinor: 319, rateBasisPoints: 1_900 },
      ],
      [{ kind: 'reverse_charge' }, { netMinor: 2_000, taxMinor: 0, rateBasisPoints: null }],
    ] as const) {
      await call('PUT', `/affiliates/${ann}/tax-treatment`, finance, treatment);
      await sell(ann);
      await pay();
      expect(await contentOf((await list())[0].id)).toMatchObject(expected);
    }
    const { notes } = await contentOf((await list())[0].id);
    expect(notes).toHaveLength(2);
    expect(notes[1]).toContain('Reverse charge');
  });

  it('stays as it was given: the same file comes again, whatever changes, and no statement alters it', async () => {
    const { owner, finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    await pay();
    const [{ id }] = await list();
    const before = await fileOf(id, finance);
    expect(before.subarray(0, 5).toString()).toBe('%PDF-');
    await call('PUT', '/company', owner, { ...ACME, legalName: 'Other GmbH', invoicePrefix: 'X-' });
    await tell(ann, { legalName: 'Somebody else' });
    expect((await fileOf(id, finance)).equals(before)).toBe(true);
    for (const statement of [
      "update payouts.invoices set label = 'X'",
      'delete from payouts.invoices',
      'truncate payouts.invoices cascade',
    ])
      await expect(pool().query(statement)).rejects.toThrow('a paper that was given never changes');
  });

  it('waits for the company and the tax data, and is written later, once', async () => {
    const { owner, manager, addAffiliate, tell, sell, pay, list } = await openBooks({ isKnown: false });
    const [ann, bob] = [await addAffiliate('ann'), await addAffiliate('bob')];
    await tell(ann);
    await sell(ann);
    await sell(bob);
    const payout = await pay();
    const write = async () => (await call('POST', `/payouts/${payout}/invoices`, manager)).json();
    expect(await write()).toEqual({ written: 0, isCompanyMissing: true, withoutTaxData: 0 });
    await call('PUT', '/company', owner, ACME);
    const written = await Promise.all([write(), write()]);
    expect(written.map((one) => one.written).toSorted()).toEqual([0, 1]);
    expect(written[0].withoutTaxData).toBe(1);
    await tell(bob);
    expect(await write()).toMatchObject({ written: 1, withoutTaxData: 0 });
    expect((await list()).map(({ label }: { label: string }) => label)).toEqual(['SB-2', 'SB-1']);
  });

  it('has a number that no other has, and none is left out, however many are paid at once', async () => {
    const { manager, addAffiliate, finance, tell, sell, list } = await openBooks();
    const ids = [];
    for (const name of ['ann', 'bob', 'cid', 'dan', 'eve', 'fay']) ids.push(await addAffiliate(name));
    for (const id of ids) {
      await tell(id);
      await sell(id);
    }
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    const lines: { id: string }[] = (await call('GET', `/payouts/${id}/lines`, manager)).json().data;
    const answers = await Promise.all([
      ...lines.map((line) => call('POST', `/payouts/${id}/payment`, manager, { lineIds: [line.id] })),
      call('POST', `/payouts/${id}/payment`, manager, { lineIds: [lines[0]?.id, 'pol_unknown'] }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([...lines.map(() => 201), 404]);
    const labels = (await list()).map(({ label }: { label: string }) => label);
    expect(labels.toReversed()).toEqual(['SB-1', 'SB-2', 'SB-3', 'SB-4', 'SB-5', 'SB-6']);
  });

  it('that is wrong is taken back by a credit note that names it, and written again, once', async () => {
    const { finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    await pay();
    const [wrong] = await list();
    await tell(ann, { legalName: 'Ann Lee' });
    const correct = (id: string) =>
      call('POST', `/invoices/${id}/correction`, finance, { reason: 'The name was wrong' });
    expect((await correct(wrong.id)).statusCode).toBe(201);
    expect((await correct(wrong.id)).json()).toMatchObject({ status: 409, code: 'invoice_credited' });
    const [again, note, first] = await list();
    expect(again).toMatchObject({
      label: 'SB-3',
      kind: 'invoice',
      totalMinor: 2_000,
      supplierName: 'Ann Lee',
    });
    expect(note).toMatchObject({
      label: 'SB-2',
      kind: 'credit_note',
      totalMinor: -2_000,
      creditsLabel: 'SB-1',
    });
    expect(first).toMatchObject({ label: 'SB-1', isCredited: true });
    const { notes, lines } = await contentOf(note.id);
    expect(notes[0]).toContain('SB-1');
    expect(notes[1]).toContain('The name was wrong');
    expect(lines).toMatchObject([{ amountMinor: -2_000 }]);
    expect((await correct(note.id)).statusCode).toBe(409);
  });

  it('is opened by its affiliate, and by no other', async () => {
    const { ws, finance, addAffiliate, tell, sell, pay, list } = await openBooks();
    const { portal, userId } = await signInToPortal(app, ws);
    const [ann, bob] = [await addAffiliate('ann', { userId }), await addAffiliate('bob')];
    for (const id of [ann, bob]) {
      await tell(id);
      await sell(id);
    }
    await pay();
    const all: { id: string; affiliateId: string }[] = await list();
    const own = (await call('GET', '/portal/invoices', portal)).json().data;
    expect(own).toHaveLength(1);
    expect(own[0].affiliateId).toBe(ann);
    const opened = await call('GET', `/portal/invoices/${own[0].id}/pdf`, portal);
    expect(opened.rawPayload.equals(await fileOf(own[0].id, finance))).toBe(true);
    const other = all.find(({ affiliateId }) => affiliateId === bob);
    expect((await call('GET', `/portal/invoices/${other?.id}/pdf`, portal)).statusCode).toBe(404);
  });
});

describe('a statement on paper', () => {
  it('is a PDF in the reader’s language, with the fonts in it', async () => {
    const { finance, addAffiliate, tell, sell } = await openBooks();
    const ann = await addAffiliate('ann');
    await tell(ann);
    await sell(ann);
    const path = `/affiliates/${ann}/statement.pdf?month=2026-03`;
    const english = await call('GET', path, finance);
    const thai = await call('GET', path, { ...finance, 'accept-language': 'th' });
    expect(english.headers['content-type']).toBe('application/pdf');
    expect(fontsIn(english.rawPayload)).toContain('Inter');
    expect(fontsIn(thai.rawPayload)).toContain('NotoSansThai');
    expect(thai.rawPayload.toString('latin1')).toContain('/Lang (th)');
  });
});

/** The names of the fonts, which stand outside of compressed streams or in them. */
function fontsIn(file: Buffer): string {
  const text = file.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams].join('\n');
}

it('net and tax sum to what was paid, and the tax is the rate of the net within half a unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: 1, max: 5_000 }),
      (totalMinor, rateBasisPoints) => {
        const { netMinor, taxMinor } = splitTax(totalMinor, { kind: 'rate', rateBasisPoints });
        expect(netMinor + taxMinor).toBe(totalMinor);
        expect(Math.abs(taxMinor - (netMinor * rateBasisPoints) / 10_000)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
