import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { enterQuotes } from '../../../test/support/quotes.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { writePaper } from './print-quote.ts';
import type { PriceList, Product } from './schema/product.ts';
import type { Quote, QuoteView } from './schema/quote.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('a draft', () => {
  it('takes names, prices by quantity and taxes from products and a price list, and keeps them', async () => {
    const { call, make, read } = await enterQuotes(app);
    const seat = await call<Product>('POST', '/products', {
      ...{ name: 'Seat', sku: 'S-1', cycle: 'monthly', taxBasisPoints: 700 },
    });
    const list = await call<PriceList>('POST', '/price-lists', {
      ...{ name: 'Normal', currency: 'usd' },
      prices: [
        { productId: seat.id, priceMinor: 1_000 },
        { productId: seat.id, fromQuantity: 10, priceMinor: 800 },
      ],
    });
    const { id, ...quote } = await make({
      priceListId: list.id,
      lines: [
        { productId: seat.id, quantity: 9 },
        { productId: seat.id, quantity: 10, discountBasisPoints: 1_000 },
        { name: 'Setup', priceMinor: 5_000 },
      ],
    });
    expect(
      quote.lines.map(({ name, priceMinor, netMinor, cycle }) => [name, priceMinor, netMinor, cycle]),
    ).toEqual([
      ['Seat', 1_000, 9_000, 'monthly'],
      ['Seat', 800, 7_200, 'monthly'],
      ['Setup', 5_000, 5_000, 'once'],
    ]);
    expect([quote.netMinor, quote.taxMinor, quote.totalMinor]).toEqual([21_200, 1_134, 22_334]);
    await call('PATCH', `/price-lists/${list.id}`, { prices: [] });
    await call('PATCH', `/products/${seat.id}`, { name: 'Chair', isArchived: true });
    expect((await read(id)).lines).toEqual(quote.lines);
  });

  it('is refused with every line that has no product or price, and nothing is kept', async () => {
    const { send, deal, draftOf, call } = await enterQuotes(app);
    const product = await call<Product>('POST', '/products', { name: 'Seat' });
    const lines = [{ productId: 'prd_none' }, { productId: product.id }, { name: 'Ok', priceMinor: 1 }];
    const answer = await send('POST', '/quotes', { dealId: deal, ...draftOf({ lines }) });
    expect([answer.statusCode, answer.json().errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ['lines.0.productId', 'lines.1.priceMinor'],
    ]);
    const great = { name: 'X', quantity: 1_000_000, priceMinor: 1_000_000_000_000 };
    expect((await send('POST', '/quotes', { dealId: deal, ...draftOf({ lines: [great] }) })).statusCode).toBe(
      422,
    );
    expect((await call<{ data: Quote[] }>('GET', '/quotes')).data).toEqual([]);
  });

  it('is changed while nobody else did, and can be deleted; a sent one can be neither', async () => {
    const { make, give, send, call, draftOf } = await enterQuotes(app);
    const { id, edit } = await make();
    await call('PUT', `/quotes/${id}`, { ...draftOf({ title: 'Other' }), edit });
    const stale = await send('PUT', `/quotes/${id}`, { ...draftOf(), edit });
    expect(stale.json()).toMatchObject({ code: 'changed_meanwhile' });
    await give(id);
    expect((await send('PUT', `/quotes/${id}`, draftOf())).json()).toMatchObject({ code: 'quote_sent' });
    expect((await send('DELETE', `/quotes/${id}`)).json()).toMatchObject({ code: 'quote_sent' });
    const other = await make();
    expect((await send('DELETE', `/quotes/${other.id}`)).statusCode).toBe(204);
  });
});

describe('a quote', () => {
  it('gets the next number when it is sent, without a gap, also when many are sent at once and some fail', async () => {
    const { make, send, call } = await enterQuotes(app);
    const drafts = await Promise.all(
      Array.from({ length: 6 }, (_, place) => make({ recipientEmail: place % 2 ? null : 'pat@acme.test' })),
    );
    await Promise.all(drafts.map(({ id }) => send('POST', `/quotes/${id}/sending`, {})));
    const { data } = await call<{ data: Quote[] }>('GET', '/quotes?state=sent');
    expect(data.map(({ label }) => label).sort()).toEqual(['Q-1', 'Q-2', 'Q-3']);
  });

  it('is mailed once with its link, in its language, also when it is sent by two at once', async () => {
    const { ws, make, send } = await enterQuotes(app);
    const { id } = await make({ language: 'th' });
    const answers = await Promise.all([1, 2].map(() => send('POST', `/quotes/${id}/sending`, {})));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const { rows } = await pool().query('select * from core.mails where workspace_id = $1', [ws]);
    expect(rows).toHaveLength(1);
    expect(rows[0].subject).toContain('ใบเสนอราคา Q-1');
    expect(rows[0].body_text).toContain('/quote/');
  });

  it('is revised: the version before stands until the new one is sent, and is replaced then', async () => {
    const { sent, give, call, send, read, visit } = await enterQuotes(app);
    const first = await sent();
    const second = await call<QuoteView>('POST', `/quotes/${first.id}/revision`);
    expect((await send('POST', `/quotes/${first.id}/revision`)).json()).toMatchObject({
      code: 'quote_revised',
    });
    expect((await read(first.id)).state).toBe('sent');
    const { label, versions } = await give(second.id);
    expect([label, versions.map(({ state }) => state)]).toEqual(['Q-1-2', ['replaced', 'sent']]);
    expect((await visit(first)).body.state).toBe('replaced');
  });

  it('is printed with its lines and sums, in its language', async () => {
    const { sent, headers } = await enterQuotes(app);
    const lines = [
      { name: 'Seats', quantity: 3, priceMinor: 1_000, discountBasisPoints: 500, taxBasisPoints: 700 },
    ];
    const quote = await sent({ lines, terms: 'Thirty days net.', buyer: 'Acme\n1 Road' });
    const answer = await app.inject({ method: 'GET', url: `/api/v1/quotes/${quote.id}/pdf`, headers });
    expect(answer.headers['content-disposition']).toContain('Quote%20Q-1.pdf');
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const printed = (language: 'en' | 'th') =>
      JSON.stringify(
        writePaper({ ...quote, state: 'sent', language, sentAt: new Date(quote.sentAt ?? 0) }, 'Shop'),
      );
    const parts = [
      'Quote Q-1',
      'Shop',
      'Seats',
      '$28.50',
      '5%',
      'Tax 7%',
      '$2.00',
      '$30.50',
      'Thirty days net.',
    ];
    for (const part of [...parts, '1 Road']) expect(printed('en')).toContain(part);
    expect(printed('th')).toContain('$30.50');
    expect(printed('th')).not.toContain('Tax');
  });

  it('that is not answered in time has expired, and no longer waits', async () => {
    const { sent, call } = await enterQuotes(app);
    const { id } = await sent({
      validUntil: new Date(Date.now() + 86_400_000 * 3).toISOString().slice(0, 10),
    });
    goOn(6);
    expect(
      (await call<{ data: Quote[] }>('GET', '/quotes?state=expired')).data.map((quote) => quote.id),
    ).toEqual([id]);
    expect((await call<{ data: Quote[] }>('GET', '/quotes?state=sent')).data).toEqual([]);
  });

  it('is found by number, title and account, and not without the permission', async () => {
    const { ws, sent, call, account } = await enterQuotes(app);
    const { id } = await sent({ title: 'Winter offer' });
    for (const query of ['q=winter', 'q=Q-1', 'q=acme', `accountId=${account}`])
      expect(
        (await call<{ data: Quote[] }>('GET', `/quotes?${query}`)).data.map((quote) => quote.id),
      ).toEqual([id]);
    expect((await call<{ data: Quote[] }>('GET', '/quotes?q=summer')).data).toEqual([]);
    const headers = await withApiKey(ws, ['accounts.read']);
    expect((await app.inject({ method: 'GET', url: '/api/v1/quotes', headers })).statusCode).toBe(403);
  });
});

describe('a product and a price list', () => {
  it('have names of their own, and refuse days the wrong way round and products twice', async () => {
    const { call, send } = await enterQuotes(app);
    const { id: productId } = await call<Product>('POST', '/products', { name: 'Seat', sku: 'S' });
    expect((await send('POST', '/products', { name: 'seat' })).json()).toMatchObject({
      code: 'product_exists',
    });
    expect((await send('POST', '/products', { name: 'Desk', sku: 'S' })).json()).toMatchObject({
      code: 'product_exists',
    });
    const list = { name: 'Normal', currency: 'EUR' };
    const wrongDays = await send('POST', '/price-lists', {
      ...list,
      validFrom: '2026-02-01',
      validTo: '2026-01-01',
    });
    expect(wrongDays.json().errors[0].path).toBe('validTo');
    const twice = [1, 2].map((priceMinor) => ({ productId, priceMinor }));
    expect((await send('POST', '/price-lists', { ...list, prices: twice })).statusCode).toBe(422);
    const unknown = await send('POST', '/price-lists', {
      ...list,
      prices: [{ productId: 'x', priceMinor: 1 }],
    });
    expect(unknown.json().errors[0].path).toBe('prices.0.productId');
    expect((await call<{ data: PriceList[] }>('GET', '/price-lists')).data).toEqual([]);
  });
});
