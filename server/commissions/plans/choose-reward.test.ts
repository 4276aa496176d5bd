import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earn } from '../rules.ts';
import { type History, NO_HISTORY, UNKNOWN_FACTS } from './choose-reward.ts';
import { planSentence } from './plan-sentence.ts';
import { DraftTerms } from './schema.ts';

const percent = (rateBasisPoints: number) => ({ kind: 'percent' as const, rateBasisPoints });
const nothing = { kind: 'nothing' as const };
const lifetime = 'lifetime' as const;
const own = { ...percent(1_000), recurrence: lifetime, currency: 'USD' };
const sale = {
  ...UNKNOWN_FACTS,
  amountMinor: 10_000,
  currency: 'USD',
  soldAt: new Date('2026-05-10T00:00:00Z'),
};

const rules = [
  { when: { coupons: ['STAFF'] }, reward: nothing, recurrence: lifetime },
  { when: { products: ['Pro', 'Team'], countries: ['th'] }, reward: percent(3_000), recurrence: lifetime },
  {
    when: { customerPlans: ['Yearly'] },
    reward: { kind: 'flat' as const, flatAmountMinor: 700 },
    recurrence: lifetime,
  },
  { when: { customer: 'existing' as const }, reward: percent(200), recurrence: lifetime },
];
const ruled = DraftTerms.parse({ ...own, rules });

function earned(terms: Parameters<typeof earn>[1], told: Partial<typeof sale>, known: Partial<History> = {}) {
  return earn({ ...sale, ...told }, terms, { firstSoldAt: null, history: { ...NO_HISTORY, ...known } });
}

describe('the first rule that fits', () => {
  it.each([
    ['no rule: the terms around them', {}, {}, 1_000, null, null],
    ['the product and the country', { product: 'team', country: 'TH' }, {}, 3_000, 2, null],
    ['the product in another country', { product: 'Team', country: 'DE' }, {}, 1_000, null, null],
    ['the product where no country is told', { product: 'Team' }, {}, 1_000, null, null],
    ['the customer’s plan', { customerPlan: 'Yearly' }, {}, 700, 3, null],
    ['who had bought before', {}, { isNewCustomer: false }, 200, 4, null],
    ['the earlier of two', { customerPlan: 'Yearly' }, { isNewCustomer: false }, 700, 3, null],
    [
      'a coupon that earns nothing',
      { couponCode: 'STAFF', product: 'Pro', country: 'TH' },
      {},
      0,
      1,
      'excluded',
    ],
  ])('%s', (_name, told, known, amountMinor, rule, nothingBecause) => {
    const result = earned(ruled, told as Partial<typeof sale>, known);
    expect({ ...result, rule: result.choice?.rule }).toMatchObject({ amountMinor, rule, nothingBecause });
  });

  it('is said with what it asks for, in both languages', () => {
    expect(planSentence(ruled, 'en')).toBe(
      'nothing, if the coupon is STAFF; else 30% of every sale, for as long as the customer buys, if the product is ' +
        'Pro or Team and the customer is in Thailand; else $7.00 for every sale, for as long as the customer buys, if ' +
        'the customer’s plan is Yearly; else 2% of every sale, for as long as the customer buys, if the customer had ' +
        'bought before; otherwise 10% of every sale, for as long as the customer buys, payable 30 days after the sale.',
    );
    expect(planSentence(ruled, 'th')).toContain('30% ของทุกการซื้อ ตราบเท่าที่ลูกค้ายังซื้ออยู่ หากสินค้าคือ');
  });
});

const everySale = { when: {}, reward: percent(1_000), recurrence: lifetime };
const later = DraftTerms.parse({
  ...own,
  rules: [{ ...everySale, reward: percent(4_000), later: { afterPayments: 3, reward: percent(1_000) } }],
});
const tiered = (by: 'count' | 'revenue', period: 'month' | 'lifetime') =>
  DraftTerms.parse({
    ...own,
    rules: [
      {
        ...everySale,
        tiers: {
          by,
          period,
          steps: [
            { from: 10, reward: percent(1_500) },
            { from: 20, reward: percent(2_500) },
          ],
        },
      },
    ],
  });
const capped = DraftTerms.parse({
  ...own,
  maxAmountMinor: 900,
  maxPerCustomerMinor: 1_500,
  monthlyBudgetMinor: 5_000,
});

describe('payments, tiers, caps and the budget', () => {
  it.each([
    ['the third payment has the first rate', later, { paymentCount: 2 }, 4_000, null],
    ['the fourth has the other', later, { paymentCount: 3 }, 1_000, null],
    ['below the first step', tiered('count', 'month'), { month: { count: 9, revenueMinor: 0 } }, 1_000, null],
    ['at a step', tiered('count', 'month'), { month: { count: 10, revenueMinor: 0 } }, 1_500, null],
    [
      'beyond the last step',
      tiered('revenue', 'lifetime'),
      { lifetime: { count: 0, revenueMinor: 99 } },
      2_500,
      null,
    ],
    [
      'the month says nothing of all time',
      tiered('count', 'lifetime'),
      { month: { count: 99, revenueMinor: 0 } },
      1_000,
      null,
    ],
    ['the cap of a commission', capped, {}, 900, null],
    ['what the cap per customer leaves', capped, { customerEarnedMinor: 1_100 }, 400, null],
    ['nothing above the cap per customer', capped, { customerEarnedMinor: 1_500 }, 0, 'customer_cap'],
    ['what the budget leaves', capped, { budgetUsedMinor: 4_999 }, 1, null],
    [
      'nothing above the budget',
      capped,
      { budgetUsedMinor: 5_000, customerEarnedMinor: 1_000 },
      0,
      'budget_used',
    ],
  ] as const)('%s', (_name, terms, known, amountMinor, nothingBecause) => {
    expect(earned(terms, {}, known)).toMatchObject({ amountMinor, nothingBecause });
  });

  it('are said', () => {
    expect(planSentence(later, 'en')).toBe(
      '40% of every sale, for as long as the customer buys, from payment 4 on 10%, payable 30 days after the sale.',
    );
    expect(planSentence(tiered('revenue', 'month'), 'en')).toContain(
      '15% once the affiliate has sold for $0.10 in the month',
    );
    expect(planSentence(capped, 'en')).toContain(
      'at most $15.00 from one customer, as long as the plan’s budget of $50.00',
    );
  });

  it('refuse what contradicts itself', () => {
    const refused = (rule: object) =>
      DraftTerms.safeParse({ ...own, rules: [{ ...everySale, ...rule }] }).success;
    expect(refused({ recurrence: 'months' })).toBe(false);
    expect(refused({ recurrence: 'once', later: { afterPayments: 1, reward: nothing } })).toBe(false);
    const steps = [
      { from: 5, reward: nothing },
      { from: 5, reward: nothing },
    ];
    expect(refused({ tiers: { by: 'count', period: 'month', steps } })).toBe(false);
    expect(DraftTerms.safeParse({ ...own, currency: null, maxPerCustomerMinor: 1 }).success).toBe(false);
  });
});

const amount = fc.integer({ min: 0, max: 10_000_000 });
const volume = fc.record({ count: fc.nat(50), revenueMinor: amount });
const history: fc.Arbitrary<History> = fc.record({
  isNewCustomer: fc.boolean(),
  paymentCount: fc.nat(10),
  month: volume,
  lifetime: volume,
  customerEarnedMinor: amount,
  budgetUsedMinor: amount,
});
const limit = fc.option(fc.integer({ min: 1, max: 1_000_000 }));
const reward = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map(percent),
  fc.integer({ min: 1, max: 100_000 }).map((flatAmountMinor) => ({ kind: 'flat' as const, flatAmountMinor })),
);
const plan = fc
  .record({
    rule: fc.record({ reward, customer: fc.constantFrom('new' as const, 'existing' as const, null) }),
    later: fc.option(fc.record({ afterPayments: fc.integer({ min: 1, max: 9 }), reward })),
    maxPerCustomerMinor: limit,
    monthlyBudgetMinor: limit,
  })
  .map(({ rule, later, ...caps }) =>
    DraftTerms.parse({
      ...own,
      ...caps,
      rules: [{ when: { customer: rule.customer }, reward: rule.reward, recurrence: lifetime, later }],
    }),
  );

describe('whatever the plan', () => {
  it('a commission is never above what the caps leave', () => {
    fc.assert(
      fc.property(plan, history, amount, (terms, known, amountMinor) => {
        const result = earned(terms, { amountMinor }, known).amountMinor;
        expect(result).toBeGreaterThanOrEqual(0);
        if (result === 0) return;
        const { maxPerCustomerMinor, monthlyBudgetMinor } = terms;
        expect(known.customerEarnedMinor + result).toBeLessThanOrEqual(maxPerCustomerMinor ?? Infinity);
        expect(known.budgetUsedMinor + result).toBeLessThanOrEqual(monthlyBudgetMinor ?? Infinity);
      }),
    );
  });

  it('a greater sale never earns less', () => {
    fc.assert(
      fc.property(plan, history, amount, amount, (terms, known, one, other) => {
        const less = earned(terms, { amountMinor: Math.min(one, other) }, known);
        const more = earned(terms, { amountMinor: Math.max(one, other) }, known);
        expect(more.amountMinor).toBeGreaterThanOrEqual(less.amountMinor);
      }),
    );
  });
});
