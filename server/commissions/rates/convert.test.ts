import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertShare, type RateLeg } from './convert.ts';
import { readRateFile } from './read-rate-file.ts';

const leg = (base: string, quote: string, rate: string): RateLeg => ({ base, quote, rate, source: 'typed' });

describe('a sale in another currency', () => {
  it.each([
    ['goes with the pair as it was entered', 10_000, 'EUR', 'USD', [leg('EUR', 'USD', '1.25')], 12_500],
    ['goes against it', 10_000, 'USD', 'EUR', [leg('EUR', 'USD', '1.25')], 8_000],
    [
      'goes through the base that two pairs have',
      10_000,
      'USD',
      'GBP',
      [leg('EUR', 'USD', '1.25'), leg('EUR', 'GBP', '0.8')],
      6_400,
    ],
    [
      'comes into a currency without small coins',
      10_000,
      'USD',
      'JPY',
      [leg('USD', 'JPY', '151.237')],
      15_124,
    ],
    ['comes out of one', 15_124, 'JPY', 'USD', [leg('USD', 'JPY', '151.24')], 10_000],
    ['comes into one with three digits', 100, 'USD', 'KWD', [leg('USD', 'KWD', '0.3075')], 308],
  ])('%s', (_what, amountMinor, from, currency, legs, expected) => {
    expect(convertShare(amountMinor, from, { currency, legs })).toBe(expected);
  });

  it('is rounded once, after its share', () => {
    const legs = [leg('USD', 'EUR', '0.9957')];
    const half = { numerator: 5_000n, denominator: 10_000n };
    expect(convertShare(105, 'USD', { currency: 'EUR', legs })).toBe(105);
    expect(convertShare(105, 'USD', { currency: 'EUR', legs }, half)).toBe(52);
  });

  it('keeps every digit of a great amount, and comes back by the same rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 10 }),
        fc.integer({ min: 10_000, max: 10 ** 9 }),
        (amountMinor, digits) => {
          const rate = `${Math.floor(digits / 10_000)}.${String(digits % 10_000).padStart(4, '0')}`;
          const there = convertShare(amountMinor, 'EUR', {
            currency: 'USD',
            legs: [leg('EUR', 'USD', rate)],
          });
          const exact = BigInt(amountMinor) * BigInt(digits);
          expect(BigInt(there)).toBe((2n * exact + 10_000n) / 20_000n);
          const back = convertShare(there, 'USD', { currency: 'EUR', legs: [leg('EUR', 'USD', rate)] });
          expect(Math.abs(back - amountMinor)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('a file of euro reference rates', () => {
  it('is read in both forms that the ECB writes, without what was not quoted', () => {
    expect(readRateFile('﻿Date,USD,JPY,CYP,\n2026-01-02,1.1721,183.95,N/A,\n')).toEqual([
      { base: 'EUR', quote: 'USD', day: '2026-01-02', rate: '1.1721' },
      { base: 'EUR', quote: 'JPY', day: '2026-01-02', rate: '183.95' },
    ]);
    expect(readRateFile('Date, USD, \n02 January 2026, 1.1721, \n')).toEqual([
      { base: 'EUR', quote: 'USD', day: '2026-01-02', rate: '1.1721' },
    ]);
  });

  it.each([
    ['without its head', '2026-01-02,1.1'],
    ['with a day that there is not', 'Date,USD\n2026-02-30,1.1'],
    ['with a rate of nothing', 'Date,USD\n2026-01-02,0.000'],
    ['with a rate that is no number', 'Date,USD\n2026-01-02,1e5'],
    ['with a column too many', 'Date,USD\n2026-01-02,1.1,2.2'],
    ['without any rate', 'Date,USD\n2026-01-02,N/A'],
  ])('%s is refused as a whole', (_what, csv) => {
    expect(() => readRateFile(csv)).toThrow(expect.objectContaining({ status: 422 }));
  });
});
