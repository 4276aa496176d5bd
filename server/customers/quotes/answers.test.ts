import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { goOn } from '../../../test/support/deals.ts';
import { enterQuotes, PAT } from '../../../test/support/quotes.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { DealView } from '../deals/schema/deal.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

describe('the page of a quote', () => {
  it('shows it to whoever has the link, without changing anything, and nobody else', async () => {
    const { sent, make, visit, read } = await enterQuotes(app);
    const quote = await sent({ intro: 'Dear Pat' });
    const seen = await visit(quote);
    expect(seen.body).toMatchObject({ label: 'Q-1', state: 'sent', intro: 'Dear Pat', totalMinor: 3_000 });
    expect(seen.body).not.toHaveProperty('dealId');
    expect((await read(quote.id)).viewedAt).toBeNull();
    expect((await visit({ publicUrl: 'https://x/quote/guess' })).status).toBe(404);
    expect((await make()).publicUrl).toBeNull();
  });

  it('tells once when it was first opened', async () => {
    const { sent, visit, read, textsOf, account } = await enterQuotes(app);
    const quote = await sent();
    await Promise.all([1, 2, 3].map(() => visit(quote, '/view')));
    const { viewedAt } = await read(quote.id);
    expect(viewedAt).not.toBeNull();
    goOn(1);
    await visit(quote, '/view');
    expect((await read(quote.id)).viewedAt).toBe(viewedAt);
    const texts = await textsOf(`/accounts/${account}`);
    expect(texts.filter((text) => text === 'Quote Q-1 opened by Pat')).toHaveLength(1);
  });
});

describe('an acceptance', () => {
  it('is one, whoever accepts at once, and the same one again is answered as it is', async () => {
    const { sent, accept, read } = await enterQuotes(app);
    const quote = await sent();
    const answers = await Promise.all(
      ['ann@acme.test', 'bob@acme.test', 'cid@acme.test'].map((email) => accept(quote, { email })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { endedByEmail, state } = await read(quote.id);
    expect(state).toBe('accepted');
    expect((await accept(quote, { email: endedByEmail })).status).toBe(200);
  });

  it('gives the deal its sums and its owner one task, and changes no deal that was decided', async () => {
    const { sent, accept, call, deal, textsOf, account } = await enterQuotes(app);
    const lines = [
      { name: 'Seats', quantity: 3, priceMinor: 999, discountBasisPoints: 1_000, taxBasisPoints: 700 },
    ];
    const quote = await sent({ currency: 'EUR', lines });
    await accept(quote);
    await accept(quote);
    const changed = await call<DealView>('GET', `/deals/${deal}`);
    expect([changed.currency, changed.amountMinor, changed.lines]).toEqual([
      'EUR',
      2_697,
      [{ name: 'Seats', quantity: 3, priceMinor: 899 }],
    ]);
    const { data } = await call<{ data: { title: string }[] }>('GET', `/tasks?dealId=${deal}`);
    expect(data.map(({ title }) => title)).toEqual(['Pat Doe accepted quote Q-1: close the deal Big one']);
    expect((await textsOf(`/accounts/${account}`))[0]).toContain('accepted by Pat Doe');
    const late = await sent({ lines: [{ name: 'More', priceMinor: 9_900 }] });
    await call('POST', `/deals/${deal}/win`, {});
    expect((await accept(late)).status).toBe(200);
    expect((await call<DealView>('GET', `/deals/${deal}`)).amountMinor).toBe(2_697);
  });

  it('needs a name, an address and the tick', async () => {
    const { sent, visit, read } = await enterQuotes(app);
    const quote = await sent();
    const answer = await visit(quote, '/acceptance', { ...PAT, isAgreed: false });
    expect([
      answer.status,
      (answer.body as unknown as { errors: { path: string }[] }).errors[0]?.path,
    ]).toEqual([422, 'isAgreed']);
    expect((await read(quote.id)).state).toBe('sent');
  });

  it('is refused in the quote’s language for one that is withdrawn, replaced, declined or over', async () => {
    const { sent, give, accept, visit, call } = await enterQuotes(app);
    const withdrawn = await sent({ language: 'th' });
    await call('POST', `/quotes/${withdrawn.id}/withdrawal`, {});
    expect((await accept(withdrawn)).body).toMatchObject({
      code: 'quote_withdrawn',
      detail: 'ใบเสนอราคานี้ถูกถอนแล้ว',
    });
    const replaced = await sent();
    await give((await call<{ id: string }>('POST', `/quotes/${replaced.id}/revision`)).id);
    expect((await accept(replaced)).body.code).toBe('quote_replaced');
    const declined = await sent();
    await visit(declined, '/refusal', { ...PAT, reason: 'Too dear' });
    expect((await accept(declined)).body.code).toBe('quote_declined');
    const over = await sent({ validUntil: new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10) });
    goOn(5);
    expect((await accept(over)).body.code).toBe('quote_expired');
  });
});

describe('a refusal', () => {
  it('keeps its reason, tells the owner, and leaves the way to a new version', async () => {
    const { sent, visit, read, call, deal, send } = await enterQuotes(app);
    const quote = await sent();
    const [one, other] = await Promise.all(
      [1, 2].map(() => visit(quote, '/refusal', { ...PAT, reason: 'Too dear' })),
    );
    expect([one?.status, other?.status]).toEqual([200, 200]);
    expect(await read(quote.id)).toMatchObject({
      state: 'declined',
      endNote: 'Too dear',
      endedByName: 'Pat Doe',
    });
    const { data } = await call<{ data: { note: string | null }[] }>('GET', `/tasks?dealId=${deal}`);
    expect(data.map(({ note }) => note)).toEqual(['Too dear']);
    expect((await send('POST', `/quotes/${quote.id}/revision`)).statusCode).toBe(201);
  });
});
