import { describe, expect, it } from 'vitest';
import { learnProducts } from './products.ts';
import { findGrowth, type GrowthFacts, learnPlans } from './rules.ts';

const team = (change: Partial<GrowthFacts> = {}): GrowthFacts => ({
  ...{
    industry: null,
    products: [],
    plan: 'Team',
    seats: 10,
    activeUsers: 5,
    features: 4,
    mrrMinor: 20_000,
    currency: 'USD',
    band: 'good',
  },
  ...change,
});
const business = (change: Partial<GrowthFacts> = {}) =>
  team({ plan: 'Business', mrrMinor: 40_000, features: 8, ...change });
const customers = [team(), team(), team({ features: 5 }), business(), business(), business({ features: 9 })];
const plans = learnPlans(customers);
const known = { plans, products: [] };

describe('plans are learned from those who pay for them', () => {
  it('as medians, the cheapest seat first, whatever the order of the customers', () => {
    expect(plans).toEqual([
      { plan: 'Team', currency: 'USD', customers: 3, seatMinor: 2_000, features: 4 },
      { plan: 'Business', currency: 'USD', customers: 3, seatMinor: 4_000, features: 8 },
    ]);
    expect(learnPlans(customers.toReversed())).toEqual(plans);
  });

  it('not from two customers, nor from those of whom something is missing', () => {
    expect(learnPlans([team(), team(), team({ features: null }), team({ seats: null })])).toEqual([]);
    expect(learnPlans([team(), team(), team({ currency: 'THB' })])).toEqual([]);
  });
});

describe('more seats', () => {
  it.each([
    [8, null],
    [9, 2_000],
    [10, 4_000],
    [12, 10_000],
  ])('of ten, %i in use: worth %s a month', (activeUsers, monthlyMinor) => {
    const found = findGrowth(team({ activeUsers }), known);
    expect(found[0]?.monthlyMinor ?? null).toBe(monthlyMinor);
  });

  it('open into their inputs', () => {
    const [finding] = findGrowth(team({ activeUsers: 10 }), known);
    expect(finding?.inputs).toEqual({
      ...{ seats: 10, activeUsers: 10, usedShare: 1, extraSeats: 2, seatMinor: 2_000, currency: 'USD' },
    });
  });
});

describe('a larger plan', () => {
  it('is for who uses as much as its customers do, worth the difference for all seats', () => {
    const [finding] = findGrowth(team({ features: 8 }), known);
    expect(finding).toMatchObject({ kind: 'plan', monthlyMinor: 20_000, currency: 'USD' });
    expect(finding?.inputs).toMatchObject({
      plan: 'Team',
      nextPlan: 'Business',
      features: 8,
      nextFeatures: 8,
    });
    expect(findGrowth(team({ features: 7 }), known)).toEqual([]);
  });

  it('is not proposed to who has the largest, nor where the price of the plans does not tell them apart', () => {
    expect(findGrowth(business({ features: 20 }), known)).toEqual([]);
    const alike = learnPlans([team(), team(), team(), ...[1, 2, 3].map(() => team({ plan: 'Other' }))]);
    expect(findGrowth(team({ features: 20 }), { plans: alike, products: [] })).toEqual([]);
  });
});

describe('a product that similar customers have', () => {
  const backup = { productId: 'prd_1', name: 'Backup', currency: 'USD', monthlyMinor: 500 };
  const school = (change: Partial<GrowthFacts> = {}) => team({ industry: 'Schools', ...change });
  const owner = school({ products: [backup] });
  const schools = [
    owner,
    owner,
    school({ products: [{ ...backup, monthlyMinor: 700 }] }),
    school(),
    school(),
  ];

  it('is proposed to who lacks it, worth what they usually pay, with how many have it', () => {
    const products = learnProducts(schools);
    expect(learnProducts(schools.toReversed())).toEqual(products);
    const [finding] = findGrowth(school(), { plans, products });
    expect(finding).toMatchObject({ kind: 'product', monthlyMinor: 500, currency: 'USD' });
    expect(finding?.inputs).toMatchObject({
      product: 'Backup',
      owners: 3,
      similarCustomers: 5,
      ownedShare: 0.6,
    });
    expect(findGrowth(owner, { plans, products })).toEqual([]);
    expect(findGrowth(school({ currency: 'THB' }), { plans, products })).toEqual([]);
    expect(findGrowth(team({ industry: 'Retail' }), { plans, products })).toEqual([]);
  });

  it('needs three who have it, nearly a third, and five customers of the industry', () => {
    expect(learnProducts(schools.slice(0, 4))).toEqual([]);
    expect(learnProducts([...schools.slice(1), school()])).toEqual([]);
    expect(learnProducts([...schools, ...Array.from({ length: 6 }, () => school())])).toEqual([]);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['in poor health', { band: 'poor' as const }],
    ['that does not pay', { mrrMinor: 0 }],
    ['whose seats are not known', { seats: null }],
    ['whose use was never told', { activeUsers: null, features: null }],
  ])('to a customer %s', (_what, change) => {
    expect(findGrowth(team({ activeUsers: 10, features: 20, ...change }), known)).toEqual([]);
  });
});
