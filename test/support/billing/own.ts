import { type Fields, iso, nextId, type SystemForTests } from './shop.ts';

export const ownRefund = (id: string, paymentId: string): Fields => ({
  ...{ id, type: 'refund', occurredAt: iso(33) },
  refund: { id, paymentId, amountMinor: 5_950 },
});

export const own: SystemForTests = {
  kind: 'json',
  secret: null,
  customer: 'user_7',
  mrr: [1_000, 2_000, -3_000],
  headersOf: () => ({}),
  history: (goodwordClickId) => {
    const customer = { id: 'user_7', email: 'jo@buyer.example', name: 'Jo Buyer', goodwordClickId };
    const event = (type: string, day: number, more: Fields) => ({
      id: `own-${nextId()}`,
      type,
      occurredAt: iso(day),
      ...more,
    });
    const payment = { amountMinor: 11_900, taxMinor: 1_900, currency: 'USD', subscriptionId: 'S1' };
    const subscription = (amountMinor: number, more: Fields = {}) => ({
      ...{ id: 'S1', status: 'active', startedAt: iso(0), plan: 'Pro', amountMinor, currency: 'USD' },
      ...more,
    });
    return [
      event('subscription', 0, { customer, subscription: subscription(1_000) }),
      event('payment', 0, { customer, payment: { id: 'P1', ...payment } }),
      event('subscription', 20, { customer, subscription: subscription(3_000) }),
      event('payment', 31, { customer, payment: { id: 'P2', ...payment } }),
      event('dispute', 32, { dispute: { id: 'D1', paymentId: 'P1', amountMinor: 11_900, status: 'open' } }),
      ownRefund('R1', 'P2'),
      event('refund', 33.1, { refund: { id: 'R2', paymentId: 'P2', amountMinor: 1, status: 'failed' } }),
      event('dispute', 35, { dispute: { id: 'D1', paymentId: 'P1', amountMinor: 11_900, status: 'won' } }),
      event('subscription', 60, {
        customer,
        subscription: subscription(3_000, { status: 'canceled', endedAt: iso(60) }),
      }),
    ];
  },
};
