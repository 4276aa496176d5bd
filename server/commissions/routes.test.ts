import { addDays } from 'date-fns/addDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import { sharesFor } from '../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';

useDatabase();

let app: App;
let ws: string;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await createApp(testConfig());
  ws = (await makeWorkspace()).id;
  headers = await withApiKey(ws);
});
afterAll(() => app.close());

const call = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object, extra = {}) =>
  app.inject({ method, url: `/api/v1${path}`, headers: { ...headers, ...extra }, ...(body ? { body } : {}) });

const standard = {
  name: 'Standard',
  kind: 'percent',
  rateBasisPoints: 1_250,
  recurrence: 'months',
  recurrenceMonths: 12,
  currency: 'USD',
  minAmountMinor: 500,
  maxAmountMinor: 20_000,
};

describe('plans', () => {
  it('say in words what they promise, in the reader’s language', async () => {
    const created = await call('POST', '/plans', standard);
    expect(created.statusCode).toBe(201);
    expect(created.json()).toMatchObject({
      isDefault: true,
      version: 1,
      sentence:
        '12.5% of every sale in the 12 months after a customer’s first one, at least $5.00 a sale, at most $200.00 a sale, payable 30 days after the sale.',
    });
    const { id } = created.json();
    const thai = await call('GET', `/plans/${id}`, undefined, { 'accept-language': 'th' });
    expect(thai.json().sentence).toContain('12.5% ของทุกการซื้อภายใน 12 เดือน');
  });

  it('are said in words before they are saved', async () => {
    const { name: _name, ...terms } = standard;
    expect((await call('POST', '/plans/sentence', terms)).json().sentence).toMatch(/^12\.5% of every sale/);
    const half = await call('POST', '/plans/sentence', { ...terms, rateBasisPoints: null });
    expect(half.statusCode).toBe(422);
  });

  it('keep every version', async () => {
    const { id } = (await call('POST', '/plans', standard)).json();
    const { name: _name, ...terms } = { ...standard, rateBasisPoints: 1_500 };
    const changed = await call('PATCH', `/plans/${id}`, { name: 'Better', terms });
    expect(changed.json()).toMatchObject({ name: 'Better', version: 2, rateBasisPoints: 1_500 });
    expect((await call('GET', `/plans/${id}`)).json().versions).toMatchObject([
      { version: 2, rateBasisPoints: 1_500 },
      { version: 1, rateBasisPoints: 1_250 },
    ]);
  });

  it('hold new terms back until the notice is over, and say what will hold', async () => {
    const { id } = (await call('POST', '/plans', standard)).json();
    const { name: _name, ...terms } = { ...standard, rateBasisPoints: 1_500 };
    const dayAhead = (days: number) => addDays(new Date(), days).toISOString().slice(0, 10);
    const tooEarly = { terms, noticeDays: 14, startsOn: dayAhead(13) };
    expect((await call('PATCH', `/plans/${id}`, tooEarly)).json()).toMatchObject({
      errors: [{ path: 'startsOn' }],
    });
    const changed = await call('PATCH', `/plans/${id}`, { terms, noticeDays: 14, startsOn: dayAhead(20) });
    expect(changed.json()).toMatchObject({
      version: 1,
      rateBasisPoints: 1_250,
      ahead: [
        { version: 2, rateBasisPoints: 1_500, startsAt: `${dayAhead(20)}T00:00:00.000Z`, noticeDays: 14 },
      ],
    });
  });

  it.each([
    ['a percentage without a rate', { ...standard, rateBasisPoints: null }, 'rateBasisPoints'],
    [
      'a flat amount without a currency',
      { name: 'F', kind: 'flat', flatAmountMinor: 100, recurrence: 'once' },
      'currency',
    ],
    ['months without a number', { ...standard, recurrenceMonths: null }, 'recurrenceMonths'],
    ['a maximum below the minimum', { ...standard, maxAmountMinor: 1 }, 'maxAmountMinor'],
    ['more than everything', { ...standard, rateBasisPoints: 10_001 }, 'rateBasisPoints'],
  ])('are refused for %s', async (_name, plan, field) => {
    const answer = await call('POST', '/plans', plan);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map((error: { path: string }) => error.path)).toContain(field);
  });

  it('cannot be archived while sales earn by them', async () => {
    const plan = (await call('POST', '/plans', { ...standard, name: 'Own' })).json();
    const offer = await saveOffer(ws, {
      name: 'Own',
      destinationUrl: 'https://example.com',
      termsText: 'Fair.',
    });
    expect((await call('PUT', `/offers/${offer.id}/plan`, { planId: plan.id })).json()).toMatchObject({
      offerId: offer.id,
      planId: plan.id,
    });
    expect((await call('PATCH', `/plans/${plan.id}`, { isArchived: true })).json()).toMatchObject({
      code: 'plan_in_use',
    });
    expect((await call('PUT', `/offers/${offer.id}/plan`, { planId: 'plan_0' })).statusCode).toBe(404);
    expect((await call('PUT', '/offers/off_0/plan', { planId: plan.id })).statusCode).toBe(404);
  });
});

describe('a commission', () => {
  it('opens into the sale, the plan’s words, the decision and its lines; a stranger does not find it', async () => {
    const affiliate = await saveAffiliate(ws, { name: 'Ann', email: 'ann@example.com', status: 'active' });
    const sale = {
      saleId: 's1',
      externalId: 'inv-1',
      affiliateId: affiliate.id,
      offerId: 'off_1',
      customerId: 'c1',
    };
    const occurredAt = new Date('2026-03-01T10:00:00Z');
    await inTransaction(() =>
      emit(ws, 'sale.recorded', {
        ...{ ...sale, amountMinor: 10_000, currency: 'USD', occurredAt, saleNumber: 1 },
        shares: sharesFor(affiliate.id, 10_000),
      }),
    );
    await inTransaction(() =>
      emit(ws, 'sale.refunded', { refundId: 'r1', saleId: 's1', amountMinor: 2_000, occurredAt }),
    );
    const list = (await call('GET', `/commissions?affiliateId=${affiliate.id}&state=payable`)).json();
    expect(list.data).toMatchObject([{ affiliateName: 'Ann', amountMinor: 1_250, keptMinor: 1_000 }]);
    const { id } = list.data[0];
    const detail = (await call('GET', `/commissions/${id}`)).json();
    expect(detail.explanation.map((sentence: { text: string }) => sentence.text)).toEqual([
      'Sale inv-1 of $100.00 on Mar 1, 2026.',
      'It earns $12.50 by version 1 of the plan.',
      '$20.00 of the sale was refunded, so $10.00 remains.',
      'It is payable since Mar 31, 2026.',
    ]);
    expect(detail).toMatchObject({
      planSentence: expect.stringContaining('12.5%'),
      refundedMinor: 2_000,
      lines: [
        { kind: 'commission', amountMinor: 1_250 },
        { kind: 'refund', amountMinor: -250, reversesEntryId: detail.lines[0].entryId },
      ],
    });
    const declined = await call('POST', `/commissions/${id}/approval`, {
      decision: 'declined',
      reason: 'Own order',
    });
    expect(declined.json()).toMatchObject({ state: 'declined', keptMinor: 0 });
    expect((await call('POST', `/commissions/${id}/approval`, {})).statusCode).toBe(409);
    expect((await call('DELETE', `/commissions/${id}/approval`)).json()).toMatchObject({ keptMinor: 1_000 });
    const entries = (await call('GET', `/ledger-entries?commissionId=${id}`)).json().data;
    expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual([
      'reinstatement',
      'decline',
      'refund',
      'commission',
    ]);
    expect((await call('GET', '/balances')).json().data).toMatchObject([{ payableMinor: 1_000 }]);
    const stranger = await withApiKey((await makeWorkspace()).id);
    expect((await call('GET', `/commissions/${id}`, undefined, stranger)).statusCode).toBe(404);
  });
});
