import { describe, expect, it } from 'vitest';
import { readCall } from './read-call.ts';

describe('names', () => {
  it.each(['click_id', 'clickid', 'transaction_id', 'subid', 'tid', 'CLICKID'])('%s is the click', (name) => {
    expect(readCall({ [name]: 'clk_1' }, 'USD')).toMatchObject({
      facts: { clickId: 'clk_1' },
      understood: [{ meaning: 'clickId', name: name.toLowerCase(), value: 'clk_1' }],
      fault: null,
    });
  });

  it('a sale’s amount goes before a payout', () => {
    expect(readCall({ tid: 'c', payout: '1', sale_amount: '9' }, 'USD').facts.amountMinor).toBe(900);
  });

  it('keeps what is said beside, and takes a macro that was not filled in for missing', () => {
    const call = readCall({ click_id: '{click_id}', order_id: 'A1', sub3: 'x', adv9: 'y' }, 'USD');
    expect(call.facts).toEqual({ orderId: 'A1', extras: { sub3: 'x' } });
  });
});

describe('amounts', () => {
  it.each([
    ['12', 'USD', 1_200],
    ['12.5', 'USD', 1_250],
    ['12,50', 'USD', 1_250],
    ['12.345', 'USD', 1_235],
    ['12.344', 'USD', 1_234],
    ['1500', 'JPY', 1_500],
    ['1499.5', 'JPY', 1_500],
    ['0', 'USD', 0],
  ])('%s %s', (amount, currency, minor) => {
    expect(readCall({ tid: 'c', amount, currency }, 'USD').facts).toMatchObject({
      amountMinor: minor,
      currency,
    });
  });

  it.each(['1,234', '1,234.50', '-5', 'ten', '1e5', '1.2.3'])('%s is refused, not guessed', (amount) => {
    expect(readCall({ tid: 'c', amount }, 'USD').fault).toBe('amount_unreadable');
  });
});

describe('what is refused', () => {
  it.each([
    [{ tid: 'c', status: 'maybe' }, 'status_unknown'],
    [{ tid: 'c', amount: '1', currency: 'XXZ' }, 'currency_unknown'],
    [{ amount: '1' }, 'nobody_named'],
    [{ promo_code: 'ANN', amount: '1' }, 'order_missing'],
  ])('%o', (parameters, fault) => {
    expect(readCall(parameters as Record<string, string>, 'USD').fault).toBe(fault);
  });

  it.each([
    ['approved', 'approved'],
    ['1', 'approved'],
    ['PENDING', 'pending'],
    ['rejected', 'rejected'],
    ['0', 'rejected'],
  ])('status %s is %s', (status, expected) => {
    expect(readCall({ tid: 'c', status }, 'USD').status).toBe(expected);
  });
});
