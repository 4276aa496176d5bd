import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffiliateFacts, CustomerFacts } from './facts.ts';
import { findIdentities } from './identities.ts';
import { readAddress } from './mail-address.ts';
import { DEFAULT_SETTINGS, RULE_CODES } from './settings.ts';
import { type Conduct, findStatistics } from './statistics.ts';

const ANN: AffiliateFacts = {
  affiliateId: 'aff_ann',
  emails: ['Ann.Lee@gmail.com', 'ann@lee-design.example'],
  accountKeys: ['lee-design'],
  ipHashes: ['hash-ann'],
  ipPrefixes: ['198.51.100.0/24'],
};

const customer = (id: string, facts: Partial<CustomerFacts> = {}): CustomerFacts => ({
  affiliateId: 'aff_ann',
  customerId: id,
  email: `${id}@${id}.example`,
  accountKey: id,
  ipHash: null,
  ipPrefix: null,
  paymentFingerprints: [],
  lagMinutes: 600,
  saleCount: 1,
  refundedSaleCount: 0,
  ...facts,
});
const signs = (customers: CustomerFacts[], settings = DEFAULT_SETTINGS) =>
  findIdentities(ANN, customers, settings).map(({ rule, sign, customerIds }) => [rule, sign, customerIds]);

describe('an address', () => {
  it.each([
    ['Ann.Lee+shop@GMail.com', 'annlee@gmail.com'],
    ['ann.lee@googlemail.com', 'annlee@gmail.com'],
    ['ann.lee+x@acme.example', 'ann.lee@acme.example'],
    ['+x@acme.example', '+x@acme.example'],
  ])('%s belongs to the mailbox %s', (text, key) => {
    expect(readAddress(text)?.key).toBe(key);
  });

  it.each([null, '', 'ann', '@acme.example', 'ann@'])('%s is none', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  it('never fails, and reading a mailbox again changes nothing', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const key = readAddress(text)?.key ?? '';
        expect(readAddress(key)?.key).toBe(key);
      }),
    );
  });
});

describe('who a customer is', () => {
  it.each([
    ['email', { email: 'ANN@lee-design.example' }],
    ['mailbox', { email: 'annlee+7@gmail.com' }],
    ['account', { accountKey: 'lee-design' }],
    ['address', { ipHash: 'hash-ann' }],
    ['domain', { email: 'bob@lee-design.example' }],
  ])('is the affiliate by the same %s', (sign, facts) => {
    expect(signs([customer('c1', facts), customer('c2')])).toEqual([['self_referral', sign, ['c1']]]);
  });

  it('is not the affiliate by the same provider of mailboxes, nor by one shared network', () => {
    expect(signs([customer('c1', { email: 'somebody@gmail.com' })])).toEqual([]);
    const near = { ipPrefix: '198.51.100.0/24' };
    expect(signs([customer('c1', near), customer('c2', near)])).toEqual([]);
    expect(signs(['c1', 'c2', 'c3'].map((id) => customer(id, near)))).toHaveLength(3);
  });

  it('is one under several names by mailbox, means of payment or company, and not by the people of one account', () => {
    expect(
      signs([customer('c1', { email: 'x@gmail.com' }), customer('c2', { email: 'x+2@gmail.com' })]),
    ).toEqual([['duplicate_customers', 'mailbox', ['c1', 'c2']]]);
    const paid = { paymentFingerprints: ['card-1'] };
    expect(signs([customer('c2', paid), customer('c1', paid)])).toEqual([
      ['duplicate_customers', 'payment', ['c1', 'c2']],
    ]);
    const of = (id: string, accountKey: string) => customer(id, { email: `${id}@big.example`, accountKey });
    expect(signs([of('c1', 'a'), of('c2', 'b'), of('c3', 'c')])).toEqual([
      ['duplicate_customers', 'domain', ['c1', 'c2', 'c3']],
    ]);
    expect(signs([of('c1', 'a'), of('c2', 'a'), of('c3', 'a')])).toEqual([]);
  });

  it('came from one address with others, or by a mailbox that is thrown away', () => {
    const here = { ipHash: 'one-machine' };
    expect(signs(['c1', 'c2', 'c3'].map((id) => customer(id, here)))).toEqual([
      ['shared_address', 'address', ['c1', 'c2', 'c3']],
    ]);
    expect(signs([customer('c1', { email: 'a@mailinator.com' })])).toEqual([
      ['disposable_mail', 'domain', ['c1']],
    ]);
  });

  it('is found in any order of the customers, by every rule that is on and none that is off', () => {
    const crowd = fc.array(
      fc.record({
        email: fc.constantFrom(
          'x@gmail.com',
          'x+1@gmail.com',
          'a@mailinator.com',
          'b@lee-design.example',
          null,
        ),
        ipHash: fc.constantFrom('h1', 'hash-ann', null),
        accountKey: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
      }),
      { maxLength: 12 },
    );
    const off = {
      ...DEFAULT_SETTINGS,
      rules: Object.fromEntries(
        RULE_CODES.map((code) => [code, { ...DEFAULT_SETTINGS.rules[code], isOn: false }]),
      ) as typeof DEFAULT_SETTINGS.rules,
    };
    const sorted = (found: unknown[]) => found.map((each) => JSON.stringify(each)).toSorted();
    fc.assert(
      fc.property(crowd, (facts) => {
        const customers = facts.map((each, index) => customer(`c${index}`, each));
        expect(sorted(signs(customers.toReversed()))).toEqual(sorted(signs(customers)));
        expect(signs(customers, off)).toEqual([]);
      }),
    );
  });
});

/** Thirty honest affiliates whose customers think it over for hours or days. */
const HONEST: Conduct[] = Array.from({ length: 30 }, (_, position) => ({
  affiliateId: `aff_${position}`,
  stretch: 'start',
  customers: Array.from({ length: 12 }, (_, index) =>
    customer(`c${position}-${index}`, {
      affiliateId: `aff_${position}`,
      lagMinutes: 90 + ((position * 37 + index * 401) % 6_000),
      saleCount: 3,
      refundedSaleCount: (position + index) % 17 === 0 ? 1 : 0,
    }),
  ),
  traffic: {
    affiliateId: `aff_${position}`,
    countedClicks: 300 + position,
    automaticClicks: 15 + (position % 9),
    networkClicks: 300,
    topNetworkClicks: 9 + (position % 5),
  },
}));
const withCheat = (cheat: Partial<Conduct>) => [...HONEST, { ...(HONEST[0] as Conduct), ...cheat }];
const cheatCustomers = (facts: Partial<CustomerFacts>, length = 12) =>
  Array.from({ length }, (_, index) => customer(`x${index}`, { affiliateId: 'aff_x', ...facts }));
const found = (program: readonly Conduct[]) =>
  findStatistics(program, DEFAULT_SETTINGS).map(({ affiliateId, rule }) => [affiliateId, rule]);

describe('an affiliate against the others', () => {
  it('is left alone while all are alike', () => {
    expect(found(HONEST)).toEqual([]);
  });

  it.each<[string, Partial<Conduct>]>([
    ['short_lag', { customers: cheatCustomers({ lagMinutes: 2 }) }],
    ['lag_shape', { customers: cheatCustomers({ lagMinutes: 30_000 }, 40) }],
    ['refund_rate', { customers: cheatCustomers({ saleCount: 1, refundedSaleCount: 1 }) }],
    ['bot_traffic', { traffic: traffic({ automaticClicks: 200 }) }],
    ['one_network', { traffic: traffic({ topNetworkClicks: 280 }) }],
    ['conversion_rate', { traffic: traffic({ countedClicks: 14 }) }],
  ])('stands out by %s', (rule, cheat) => {
    expect(found(withCheat({ ...cheat, affiliateId: 'aff_x' }))).toContainEqual(['aff_x', rule]);
  });

  function traffic(facts: object) {
    return { ...(HONEST[0]?.traffic as NonNullable<Conduct['traffic']>), affiliateId: 'aff_x', ...facts };
  }

  it('is left alone for an audience that thinks longer or shorter than all others', () => {
    for (const factor of [0.3, 6]) {
      const customers = HONEST[4]?.customers.map((one) => ({
        ...one,
        lagMinutes: (one.lagMinutes ?? 0) * factor,
      }));
      expect(found(withCheat({ affiliateId: 'aff_x', customers }))).toEqual([]);
    }
  });

  it('says nothing where there are no others to compare with', () => {
    expect(found([{ ...(HONEST[0] as Conduct), customers: cheatCustomers({ lagMinutes: 1 }) }])).toEqual([]);
  });

  const counts = fc.nat({ max: 300 });
  const conduct = fc
    .record({
      lags: fc.array(fc.option(fc.double({ min: 0, max: 50_000, noNaN: true })), { maxLength: 15 }),
      clicks: counts,
      bots: counts,
      top: counts,
      refunds: fc.nat({ max: 2 }),
    })
    .map(({ lags, clicks, bots, top, refunds }) => ({
      customers: lags.map((lagMinutes, index) =>
        customer(`p${index}`, { lagMinutes, saleCount: 2, refundedSaleCount: refunds }),
      ),
      traffic: {
        affiliateId: '',
        countedClicks: clicks,
        automaticClicks: bots,
        networkClicks: Math.max(clicks, top),
        topNetworkClicks: top,
      },
    }));

  it('never fails on any figures, gives shares within 0 and 1, and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(conduct, { maxLength: 8 }), (strangers) => {
        const program = [
          ...HONEST.slice(0, 10),
          ...strangers.map((one, index) => ({ ...one, affiliateId: `aff_s${index}`, stretch: 'start' })),
        ];
        const findings = findStatistics(program, DEFAULT_SETTINGS);
        const isBroken = (value: unknown) => typeof value === 'number' && !Number.isFinite(value);
        const told = JSON.stringify(findings, (_, value) => (isBroken(value) ? 'no figure' : value));
        expect(told).not.toContain('no figure');
        for (const { inputs } of findings) {
          expect(inputs.falseDiscoveryRate).toBeGreaterThanOrEqual(0);
          expect(inputs.falseDiscoveryRate).toBeLessThanOrEqual(DEFAULT_SETTINGS.falseDiscoveryRate);
        }
        expect(findStatistics(program.toReversed(), DEFAULT_SETTINGS).map(nameOf).toSorted()).toEqual(
          findings.map(nameOf).toSorted(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('more refunds never make them less conspicuous', () => {
    const rateAt = (refunded: number) => {
      const customers = cheatCustomers({ saleCount: 1 }).map((one, index) => ({
        ...one,
        refundedSaleCount: index < refunded ? 1 : 0,
      }));
      const program = withCheat({ affiliateId: 'aff_x', customers });
      const finding = findStatistics(program, DEFAULT_SETTINGS).find(
        ({ affiliateId, rule }) => affiliateId === 'aff_x' && rule === 'refund_rate',
      );
      return Number(finding?.inputs.falseDiscoveryRate ?? 1);
    };
    const rates = Array.from({ length: 13 }, (_, refunded) => rateAt(refunded));
    expect(rates.at(-1)).toBeLessThan(0.001);
    for (const [index, rate] of rates.entries())
      if (index > 0) expect(rate).toBeLessThanOrEqual(rates[index - 1] ?? 1);
  });
});

function nameOf({ affiliateId, rule }: { affiliateId: string; rule: string }): string {
  return `${affiliateId} ${rule}`;
}
