import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, type ForecastCell, forecastOf, monthsFrom } from './rules.ts';

const months = ['2026-11', '2026-12', '2027-01'];
const cell = (part: Partial<ForecastCell>): ForecastCell => ({
  ...{ month: '2026-11', ownerId: 'a', currency: 'USD', openCount: 1, openMinor: 100, weightedMinor: 50 },
  ...{ wonCount: 0, wonMinor: 0, ...part },
});

describe('a forecast', () => {
  it('goes over the end of the year', () => {
    expect(monthsFrom('2026-11-23', 3)).toEqual(months);
  });

  it('keeps apart what is overdue, later and without a day', () => {
    expect(['2026-10', '2026-12', '2027-02', null].map((month) => bucketOf(month, months))).toEqual([
      ...['overdue', '2026-12', 'later', 'undated'],
    ]);
  });

  it('shows every month in every currency, and never adds two of them', () => {
    const { months: rows } = forecastOf([cell({}), cell({ currency: 'EUR', month: '2026-12' })], months);
    expect(rows.map(({ month, currency, openMinor }) => [month, currency, openMinor])).toEqual([
      ...[
        ['2026-11', 'EUR', 0],
        ['2026-11', 'USD', 100],
        ['2026-12', 'EUR', 100],
      ],
      ...[
        ['2026-12', 'USD', 0],
        ['2027-01', 'EUR', 0],
        ['2027-01', 'USD', 0],
      ],
    ]);
  });

  it('loses nothing, by month as by owner', () => {
    const cells = fc.array(
      fc.record({
        month: fc.option(fc.constantFrom('2026-09', ...months, '2027-05')),
        ownerId: fc.option(fc.constantFrom('a', 'b')),
        currency: fc.constantFrom('USD', 'THB'),
        ...{ openCount: fc.nat(9), openMinor: fc.nat(999), weightedMinor: fc.nat(999) },
        ...{ wonCount: fc.nat(9), wonMinor: fc.nat(999) },
      }),
    );
    fc.assert(
      fc.property(cells, (given) => {
        const counted = given.filter(({ openCount, wonCount }) => openCount + wonCount > 0);
        const total = (rows: { weightedMinor: number }[]) =>
          rows.reduce((sum, { weightedMinor }) => sum + weightedMinor, 0);
        const forecast = forecastOf(counted, months);
        expect(total(forecast.months)).toBe(total(counted));
        expect(total(forecast.owners)).toBe(total(counted));
      }),
    );
  });
});
